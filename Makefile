# Names for the common commands; the logic is in .setup/, .ci/, CMakeLists.txt and the programs.
ALLOC  ?= mimalloc
PRESET ?= release
ARGS   ?=
build  := build/$(PRESET)

.PHONY: help experiment matrix report list doctor microbench selfbench selftest test test-rebuild test-release check format \
        debug install package clean packages programs tests

help:
	@echo 'make experiment ALLOC=mimalloc   install what is missing, build, measure beside glibc, print the tables'
	@echo 'make programs                    build everything that allocscale runs: for run, exec, explain, …'
	@echo 'make matrix [ARGS=30m]           the full matrix within a given time; continues where it was left'
	@echo 'make report                      print the tables of what is stored'
	@echo 'make list                        kernels, layouts, allocators, experiments, metrics, formats'
	@echo 'make doctor                      what about this machine moves results, and what to do'
	@echo 'make microbench ALLOC=jemalloc   the kernels under Google Benchmark; its options in ARGS'
	@echo 'make selfbench                   what the instrument itself costs'
	@echo 'make selftest [ARGS=--full]      is the instrument right? planted causes, to be named'
	@echo 'make test                        build, and pass every test but those of the next two'
	@echo 'make test-rebuild                the tests that copy the tree and build it again'
	@echo 'make test-release                before a release: a real competitor, 500 kills, 30 minutes of fuzzing'
	@echo 'make check                       format, include directions, names: what needs no build'
	@echo 'make format                      lay out the sources as .clang-format says'
	@echo 'make debug                       a build for a debugger: build/debug'
	@echo 'make package                     Debian packages: build/release/packages'
	@echo 'make install [prefix=… DESTDIR=…]'

packages:
	@.setup/packages.sh

programs: packages
	@.setup/build.sh $(PRESET) programs

tests:
	@.setup/packages.sh microbench test
	@.setup/build.sh $(PRESET) -DBUILD_TESTING=ON -DALLOCSCALE_MICROBENCH=ON all

experiment:
	@.setup/experiment.sh $(PRESET) '$(ALLOC)' $(ARGS)

matrix: programs
	@experiments/run_matrix.sh $(ARGS)

report: programs
	@$(build)/bin/allocscale report $(ARGS)

list: programs
	@for what in kernels layouts allocators experiments metrics formats; do $(build)/bin/allocscale list $$what; echo; done

doctor: programs
	@$(build)/bin/allocscale doctor

microbench:
	@.setup/packages.sh microbench
	@.setup/build.sh $(PRESET) -DALLOCSCALE_MICROBENCH=ON microbench-$(ALLOC) alone
	@$(build)/libexec/allocscale/alone $(build)/libexec/allocscale/microbench-$(ALLOC) $(ARGS)

selfbench: packages
	@.setup/build.sh $(PRESET) selfbench alone
	@$(build)/libexec/allocscale/alone $(build)/bin/selfbench $(ARGS)

selftest: packages
	@.setup/build.sh $(PRESET) programs selftest-runners
	@$(build)/bin/allocscale selftest $(ARGS)

test: tests
	@ctest --preset $(PRESET) -j 3 -LE 'rebuild|release' $(ARGS)

test-rebuild: tests
	@ctest --preset $(PRESET) -L rebuild $(ARGS)

test-release: tests
	@.setup/packages.sh test clang-14 libclang-rt-14-dev libbenchmark-tools python3-scipy debootstrap lintian slurm-wlm munge chromium
	@ctest --preset $(PRESET) -L release $(ARGS)
	@.ci/fuzz 600

check:
	@.setup/packages.sh check
	@.ci/check

format:
	@.setup/packages.sh check
	@.ci/format

debug: packages
	@.setup/build.sh debug programs selftest-runners

install: packages
	@.setup/build.sh $(PRESET) programs selftest-runners
	@DESTDIR='$(DESTDIR)' cmake --install $(build) $(if $(prefix),--prefix '$(prefix)')

package:
	@.setup/packages.sh microbench dpkg-dev
	@.setup/build.sh $(PRESET) -DALLOCSCALE_MICROBENCH=ON programs selftest-runners microbench
	@.setup/package.sh $(PRESET)

clean:
	@rm -rf build
