# Each line hands over to tasks.py, which works on Windows too: py tasks.py test
PYTHON ?= python3

.PHONY: run test modules bench soak fuzz load lint lock
run test modules bench soak fuzz load lint lock:
	@$(PYTHON) tasks.py $@ $(ARGS)
