# `make brief` and `make test` need make and nothing else: each sets up what is missing, once.

VENV    := .venv
BIN     := $(VENV)/bin
OUTLINE := config/weekly.yaml

# The first Python of 3.11 or later; name another with `make PYTHON=…`.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)

# What WeasyPrint loads to set a PDF. macOS drops DYLD_* from what its own shell inherits, so each command is given it anew.
ifeq ($(shell uname),Darwin)
LIBRARIES ?= libgobject-2.0.0.dylib libpango-1.0.dylib libpangoft2-1.0.dylib libharfbuzz.0.dylib \
	libharfbuzz-subset.0.dylib libfontconfig.1.dylib
WITH := DYLD_FALLBACK_LIBRARY_PATH="$${HOMEBREW_PREFIX:-/opt/homebrew}/lib:/usr/local/lib:/usr/lib"
else
LIBRARIES ?= libgobject-2.0.so.0 libpango-1.0.so.0 libpangoft2-1.0.so.0 libharfbuzz.so.0 \
	libharfbuzz-subset.so.0 libfontconfig.so.1
WITH :=
endif

PYTHON_FOUND  = test -n "$(PYTHON)"
VENV_FOUND    = $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null
LIBRARIES_FOUND = $(WITH) $(PYTHON) -c 'import ctypes, sys; [ctypes.CDLL(name) for name in sys.argv[1:]]' $(LIBRARIES) 2>/dev/null

APT  := apt-get install --yes --no-install-recommends python3 python3-venv libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
DNF  := dnf install python3 pango
BREW := brew install python pango

.PHONY: brief test style check soak check-documents clean system system-found environment

brief: $(VENV)/ready
	$(WITH) $(BIN)/brief build $(OUTLINE)

test: $(VENV)/ready-for-tests
	$(WITH) $(BIN)/python -m pytest -n 2

style: $(VENV)/ready-for-tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

check: style test

# Sending, with every kill and every injection; a thousand edited drafts, and those that LibreOffice edits or saves; the
# tests run a tenth of them.
soak: $(VENV)/ready-for-tests
	BRIEF_SOAK=1 $(WITH) $(BIN)/python -m pytest -n 2 tests/test_send.py tests/test_send_killed.py tests/test_ledger.py tests/laws/test_delivery.py
	$(WITH) $(BIN)/python tests/tools/soak_drafts.py --drafts 1000 --show
	$(WITH) $(BIN)/python tests/tools/soak_office.py --drafts 60 --unedited 2000 --show

# The documents against PDF/A-3a, PDF/UA-1 and WCAG 2.2 AA; says what it lacks (a JDK, JAXB, npm, Chromium).
check-documents: $(VENV)/ready-for-tests
	$(WITH) $(BIN)/python tests/tools/check_documents.py

# Briefs in output/ stay: an editor may have worked in one.
clean:
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find brief tests -name __pycache__ -type d -prune -exec rm -rf {} +

# Each step is a make of its own, because what a step installs changes what $(PYTHON) finds in the next.
$(VENV)/ready: pyproject.toml
	@$(MAKE) --no-print-directory system
	@$(MAKE) --no-print-directory system-found
	@$(MAKE) --no-print-directory environment
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable .
	$(BIN)/python -m compileall -q brief
	@touch $@

$(VENV)/ready-for-tests: $(VENV)/ready
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@

environment:
	@$(BIN)/python -c 'import pip' 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)

# Installs what the machine lacks where that takes no password; elsewhere system-found says what to type.
system:
	@{ $(PYTHON_FOUND) && $(VENV_FOUND) && $(LIBRARIES_FOUND); } && exit 0; \
	command -v apt-get >/dev/null 2>&1 || exit 0; \
	if test "$$(id -u)" = 0; then root=env; \
	elif sudo -n true 2>/dev/null; then root='sudo -n'; \
	else exit 0; fi; \
	echo '$(APT)'; \
	$$root apt-get update -qq && $$root env DEBIAN_FRONTEND=noninteractive $(APT) -qq </dev/null >/dev/null || exit 0

system-found:
	@lacks=; \
	if ! { $(PYTHON_FOUND); }; then lacks='Python 3.11 or later'; \
	elif ! { $(VENV_FOUND); }; then lacks='venv for $(PYTHON) (python3-venv on Debian; python3.12-venv for a python3.12)'; \
	elif ! { $(LIBRARIES_FOUND); }; then lacks='Pango or HarfBuzz, which set the PDF,'; fi; \
	test -z "$$lacks" && exit 0; \
	echo "error: $$lacks not found on this machine"; \
	if command -v apt-get >/dev/null 2>&1; then echo '  hint: type `sudo $(APT)`, then make again'; \
	elif command -v dnf >/dev/null 2>&1; then echo '  hint: type `sudo $(DNF)`, then make again'; \
	elif test "$$(uname)" = Darwin; then echo '  hint: type `$(BREW)`, then make again'; \
	else echo '  hint: install Python 3.11 or later, its venv, Pango and HarfBuzz, then make again'; fi; \
	exit 1
