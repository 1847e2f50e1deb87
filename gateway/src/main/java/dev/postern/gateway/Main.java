package dev.postern.gateway;

import dev.postern.gateway.cli.PosternCommand;

/** Where the process starts. */
public final class Main {

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        System.exit(PosternCommand.run(arguments));
    }
}
