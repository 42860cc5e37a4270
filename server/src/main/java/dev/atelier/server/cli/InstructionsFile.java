package dev.atelier.server.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.server.config.LimitsConfig;
import dev.atelier.server.wire.InboundJson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the JSON file a command is given: the params of an Assembly. */
final class InstructionsFile {
    private InstructionsFile() {}

    static ObjectNode read(Path file, LimitsConfig limits) {
        var json =
                new InboundJson(
                        new InboundJson.Limits(
                                limits.jsonDepth(), limits.jsonTokens(), limits.jsonString()));
        try {
            if (json.read(Files.readString(file)) instanceof ObjectNode object) {
                return object;
            }
            throw new UsageException(file + ": must hold a JSON object with steps");
        } catch (IOException e) {
            throw new UsageException(file + ": cannot be read as text");
        } catch (AssemblyException e) {
            throw new UsageException(file + ": " + e.error().message());
        }
    }
}
