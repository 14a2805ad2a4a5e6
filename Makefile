# Every target runs tasks.py, which works on Windows too: py tasks.py test
PYTHON ?= python3

.PHONY: run test lint docs bench soak fuzz load lock
run test lint docs bench soak fuzz load lock:
	@$(PYTHON) tasks.py $@ $(ARGS)
