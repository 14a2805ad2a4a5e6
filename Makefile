# Every target runs tasks.py, which works on Windows too: py tasks.py test
PYTHON ?= python3

.PHONY: run test extension modules lint bench soak fuzz load attack mutate docs audit sbom lock
run test extension modules lint bench soak fuzz load attack mutate docs audit sbom lock:
	@$(PYTHON) tasks.py $@ $(ARGS)
