package dev.postern.bench;

import java.nio.file.Path;

/** What every Postern of a run has in common: the program, and the database that it serves. */
record Launcher(Path program, Postgres postgres) {}
