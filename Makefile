# Casedesk. `make help` lists what there is.

SHELL := /bin/bash
.SHELLFLAGS := -o pipefail -c
GO ?= go

# One flag set for people and CI: another one would build Fyne's C again, for minutes.
# migrated_fynedo says that every touch of the window goes through fyne.Do; without the
# version stamp a commit does not link all programs again.
FLAGS := -tags migrated_fynedo -buildvcs=false
# These tests press keys on a real window, so they must be alone on their screen.
WINDOWS := casedesk/app/(desktop|play)
PROGRAMS := desktop central deskctl play

# How long `make soak` gives each fuzz test.
SOAK ?= 30s

.DEFAULT_GOAL := help

.PHONY: run
run: need-run build ## build it all and open the window; without a display, play the main job and leave out/
	@if [ -n "$$DISPLAY" ]; then bin/play; else .ci/display bin/play; fi

.PHONY: test
test: need-test ## install what tests need and run them all, PostgreSQL and a virtual screen included
	$(GO) vet $(FLAGS) ./...
	CGO_ENABLED=0 $(GO) build $(FLAGS) ./app/central/... ./app/deskctl/... # no C on the servers
	CASEDESK_POSTGRES_OPTIONS="-c fsync=off" .ci/postgres \
		$(GO) test $(FLAGS) -timeout 30m $$($(GO) list $(FLAGS) ./... | grep -vxE '$(WINDOWS)')
	.ci/display $(GO) test $(FLAGS) -p 1 -timeout 30m $$($(GO) list $(FLAGS) ./... | grep -xE '$(WINDOWS)')

.PHONY: build
build: need-build ## build the programs into bin/
	$(GO) build $(FLAGS) -o bin/ $(PROGRAMS:%=./app/%)

.PHONY: lint
lint: need-build ## gofmt, go vet, staticcheck
	@unformatted=$$(gofmt -l app assets cases forms store) && \
		if [ -n "$$unformatted" ]; then echo "not as gofmt writes it:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet $(FLAGS) ./...
	$(GO) tool staticcheck -tags migrated_fynedo ./...

.PHONY: bench
bench: need-test need-peers ## measure: a letter, an act on disk, a queue page, a verdict, pushed events, beside peers
	.ci/peers out/peers
	CASEDESK_PEERS=$(CURDIR)/out/peers .ci/postgres $(GO) test $(FLAGS) -timeout 60m -run '^$$' -bench . -benchmem ./...

.PHONY: million
million: need-test ## make a store of a million cases in out/bench (once) and measure it beside the C library
	CASEDESK_BENCH_CASES=1000000 GOGC=400 $(GO) test $(FLAGS) -timeout 4h -run '^$$' -bench Size ./store/sqlite
	CASEDESK_BENCH_CASES=1000000 $(GO) test $(FLAGS) -timeout 1h -run '^$$' -bench . ./store/sqlite

.PHONY: gallery
gallery: need-test ## every letter and sheet, filled with made-up hard data, in out/letters as PDF and PNG
	$(GO) build $(FLAGS) -o bin/ ./app/deskctl
	rm -rf out/letters
	bin/deskctl letter gallery --out out/letters
	for f in out/letters/*.pdf; do pdftoppm -r 96 -png $$f $${f%.pdf}; done

.PHONY: soak
soak: need-test ## look for rare faults: every fuzz test for SOAK (30s) each, every button disabled once, Windows under Wine
	.ci/need keyring wine
	.ci/keyring $(GO) test $(FLAGS) -count=1 -run TestTheSystemsKeyring ./app/wire
	.ci/wine
	.ci/soak $(SOAK) $(GO) test $(FLAGS)
	CASEDESK_SOAK=1 $(GO) test $(FLAGS) -run TestTheSearchFindsWhatAPlainScanFinds -timeout 1h ./store/sqlite
	CASEDESK_SOAK=1 .ci/display $(GO) test $(FLAGS) -run TestADisabledButtonFailsTheRun -timeout 3h ./app/play

.PHONY: threads
threads: need-run ## play the main job with Fyne's own thread checks on; they must find nothing
	$(GO) build -buildvcs=false -o bin/threads/ $(PROGRAMS:%=./app/%)
	.ci/display bin/threads/play 2>&1 | tee bin/threads/log
	@! grep -F 'Error in Fyne call thread' bin/threads/log

.PHONY: bare
bare: ## try both commands in a bare Debian 12 with an empty cache (as root; takes long)
	.ci/need bare
	.ci/bare

.PHONY: clean
clean: ## take away what was built and played
	rm -rf bin out

.PHONY: help
help: ## say what there is
	@sed -nE 's/^([a-z]+):[^#]*## (.*)/  make \1\t\2/p' Makefile | expand -t 16

.PHONY: need-build need-run need-test need-peers
need-build:
	@.ci/need build
need-run:
	@.ci/need build window
need-test:
	@.ci/need build window letters database
need-peers:
	@.ci/need peers
