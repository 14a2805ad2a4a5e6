# Each line hands over to tasks.py, which works on Windows too: py tasks.py test
PYTHON ?= python3

.PHONY: run test modules lint bench soak fuzz load mutate lock
run test modules lint bench soak fuzz load mutate lock:
	@$(PYTHON) tasks.py $@ $(ARGS)
