# Each line hands over to tasks.py, which works on Windows too: py tasks.py test
PYTHON ?= python3

.PHONY: run test bench soak fuzz load mutate lint lock
run test bench soak fuzz load mutate lint lock:
	@$(PYTHON) tasks.py $@ $(ARGS)
