package dev.atelier.server;

import dev.atelier.server.cli.AtelierCommand;

/** Where the process starts. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(AtelierCommand.execute(args));
    }
}
