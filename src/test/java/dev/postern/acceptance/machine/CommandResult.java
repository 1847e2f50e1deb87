package dev.postern.acceptance.machine;

/**
 * How a command ended.
 *
 * @param exit its exit code
 * @param out what it wrote to its standard output, read as UTF-8
 * @param err what it wrote to its standard error, read as UTF-8
 */
public record CommandResult(int exit, String out, String err) {}
