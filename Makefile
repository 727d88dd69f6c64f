# leafwatch: `make demo` and `make test` do everything.

SWIFT ?= swift
# The tests' Python tools come first, where `make deps` put them.
export PATH := $(CURDIR)/.tools/bin:$(PATH)
PREFIX ?= /usr/local
RELEASE_BINARY = .build/release/leafwatch
RELEASE_FLAGS = -c release --product leafwatch
# With Swift's libraries inside, the program starts in half the time and runs where there is no Swift.
ifeq ($(shell uname),Linux)
RELEASE_FLAGS += --static-swift-stdlib -Xswiftc -use-ld=lld
endif
INSTALLED = $(DESTDIR)$(PREFIX)
SHARE = $(INSTALLED)/share

.PHONY: demo test deps libraries build release samples bench docs format lint arrows install install-files clean

## Installs what is missing, builds, runs the main job on samples/ and shows where the report is.
demo: release
	@scripts/demo

## All tests.
test: deps arrows
	$(SWIFT) build --build-tests
	@scripts/run-tests $(SWIFT)

## System libraries and the tools that tests talk to; asks for nothing that is already there.
deps:
	@scripts/install-dependencies tests

## The system libraries alone.
libraries:
	@scripts/install-dependencies

build: libraries
	$(SWIFT) build

release: libraries
	$(SWIFT) build $(RELEASE_FLAGS)

## Writes samples/ anew; every byte is reproducible.
samples: libraries
	$(SWIFT) run make-samples --output samples

bench: libraries
	scripts/benchmark

## Documentation of the modules, one site, in .build/documentation; the articles' code is compiled.
docs: libraries
	$(SWIFT) build
	scripts/check-articles
	scripts/make-documentation

format:
	$(SWIFT) format -i -r Sources Tests Package.swift

lint:
	$(SWIFT) format lint -s -r Sources Tests Package.swift

## The layers import only what Package.swift declares.
arrows:
	@scripts/check-arrows

## The program, its man page and the shells' completions; DESTDIR and PREFIX as usual.
install: release install-files

install-files:
	install -D -m 755 "$(RELEASE_BINARY)" "$(INSTALLED)/bin/leafwatch"
	install -d "$(SHARE)/man/man1" "$(SHARE)/bash-completion/completions" \
	    "$(SHARE)/zsh/site-functions" "$(SHARE)/fish/vendor_completions.d"
	scripts/make-man-page "$(RELEASE_BINARY)" > "$(SHARE)/man/man1/leafwatch.1"
	"$(RELEASE_BINARY)" --generate-completion-script bash > "$(SHARE)/bash-completion/completions/leafwatch"
	"$(RELEASE_BINARY)" --generate-completion-script zsh > "$(SHARE)/zsh/site-functions/_leafwatch"
	"$(RELEASE_BINARY)" --generate-completion-script fish > "$(SHARE)/fish/vendor_completions.d/leafwatch.fish"

clean:
	rm -rf .build
