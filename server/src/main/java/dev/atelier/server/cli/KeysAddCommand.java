package dev.atelier.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Event;
import dev.atelier.server.auth.AuthKeys;
import dev.atelier.server.auth.KeyDesk;
import dev.atelier.server.auth.Scopes;
import dev.atelier.server.auth.SignatureAlgorithm;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.util.concurrent.Callable;

/** Makes a key and shows its secret, this once. */
@Command(
        name = "add",
        description = "Make an auth key; its secret is shown this once.",
        mixinStandardHelpOptions = true)
final class KeysAddCommand implements Callable<Integer> {
    @Option(names = "--name", description = "What it is for, in your words.")
    private String name = "";

    @Option(
            names = "--scopes",
            paramLabel = "SCOPES",
            description =
                    "What it may do, with commas, or all; default everything but looking after"
                            + " keys.")
    private @Nullable String scopes;

    @Option(names = "--require-signature", description = "Creates with it must be signed.")
    private boolean requireSignature;

    @Option(
            names = "--account",
            description = "The owner of what it creates; one account does not see another's.")
    private String account = Event.Sender.LOCAL_ACCOUNT;

    @Option(
            names = "--algo",
            description = "Take signatures of this kind only: sha1, sha256, sha384 or sha512.")
    private @Nullable String algorithm;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Mixin private ChestOptions chest = new ChestOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        var wanted = wanted();
        KeyDesk.Made made;
        try (var open = chest.open()) {
            made = open.desk().add(wanted);
        } catch (AuthKeys.KeyTakenException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
        var out = spec.commandLine().getOut();
        if (json) {
            ObjectNode line = AssemblyFile.emptyJson();
            line.put("key", made.key().key());
            line.put("secret", made.secret());
            out.println(line);
        } else {
            out.println("key     " + made.key().key());
            out.println("secret  " + made.secret());
            out.println("Keep the secret: it is not shown again.");
        }
        out.flush();
        return CommandLine.ExitCode.OK;
    }

    private KeyDesk.Wanted wanted() {
        try {
            return new KeyDesk.Wanted(
                    null, account, name, scopes(), requireSignature, algorithm(), false);
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private Scopes scopes() {
        if (scopes == null) {
            return Scopes.usual();
        }
        return scopes.equals("all") ? Scopes.all() : Scopes.parse(scopes);
    }

    private @Nullable SignatureAlgorithm algorithm() {
        return algorithm == null
                ? null
                : SignatureAlgorithm.of(algorithm)
                        .orElseThrow(() ->
                                new UsageException(
                                        "--algo must be sha1, sha256, sha384 or sha512"));
    }
}
