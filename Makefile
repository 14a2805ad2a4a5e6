# Each line hands over to tasks.py, which works on Windows too: py tasks.py test
PYTHON ?= python3

.PHONY: run test bench soak fuzz load attack lint lock
run test bench soak fuzz load attack lint lock:
	@$(PYTHON) tasks.py $@ $(ARGS)
