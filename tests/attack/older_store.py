"""A store as earlier programs left it: what each migration of harness/store/migrations.cpp added is taken away again."""

# By the version that the migration makes, newest first.
UNDONE = {
    24: "ALTER TABLE run DROP COLUMN program; ALTER TABLE run DROP COLUMN command;"
        "ALTER TABLE run_kernel DROP COLUMN question; ALTER TABLE run_layout DROP COLUMN question;"
        "ALTER TABLE run_build DROP COLUMN arm_variables;",
    23: "ALTER TABLE run DROP COLUMN node; ALTER TABLE run DROP COLUMN shard; ALTER TABLE run DROP COLUMN shards;"
        "ALTER TABLE run DROP COLUMN replicas; ALTER TABLE run DROP COLUMN split;",
    22: "ALTER TABLE run_event DROP COLUMN type; ALTER TABLE run_event DROP COLUMN config1;",
    21: "DROP TABLE run_fidelity; DROP TABLE run_request;",
    20: "ALTER TABLE run DROP COLUMN note; DROP TABLE deleted_run;",
    19: "ALTER TABLE run_build DROP COLUMN settings;",
    18: "DROP TABLE run_published;",
    17: "ALTER TABLE worker DROP COLUMN tree_peak_bytes; ALTER TABLE worker DROP COLUMN processes;"
        "ALTER TABLE worker DROP COLUMN unproven; ALTER TABLE run_layout DROP COLUMN opaque;",
    16: "ALTER TABLE trial DROP COLUMN shared_machine;",
    15: "ALTER TABLE sample DROP COLUMN alone; ALTER TABLE run DROP COLUMN design;",
}


def statements_back_to(version):
    undone = [statements for made, statements in UNDONE.items() if made > version]
    return "".join(undone) + f"PRAGMA user_version = {version};"
