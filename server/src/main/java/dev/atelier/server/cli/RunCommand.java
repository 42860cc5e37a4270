package dev.atelier.server.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.assembly.Event;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.port.JobListener;
import dev.atelier.core.run.AwaitEnd;
import dev.atelier.core.run.CreateRequest;
import dev.atelier.server.Atelier;
import dev.atelier.server.Engine;
import dev.atelier.server.config.AtelierConfig;
import dev.atelier.server.wire.ErrorBody;
import dev.atelier.server.wire.StatusDocument;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Runs one Assembly in this process, with the engine the server has, and writes its results. */
@Command(
        name = "run",
        description = "Run one Assembly and write its results.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final String BASE_URL = "http://localhost";

    @Parameters(paramLabel = "FILE.json", description = "The Assembly Instructions.")
    private Path file = Path.of("");

    @Option(
            names = "--upload",
            paramLabel = "FIELD=PATH",
            description = "A file to upload in this form field; may be repeated.")
    private List<String> uploads = new ArrayList<>();

    @Option(
            names = "--field",
            paramLabel = "NAME=VALUE",
            description = "A form field, for $${fields.NAME}; may be repeated.")
    private List<String> fields = new ArrayList<>();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Where results go, each in a folder named like its step; default ./out.")
    private Path out = Path.of("out");

    @Option(names = "--json", description = "Print the final status document.")
    private boolean json;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Keep the Assembly in this data folder instead of a temporary one.")
    private @Nullable Path data;

    @Mixin private ConfigOptions options = new ConfigOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        AtelierConfig config = options.load(List.of());
        Logs.quiet();
        ObjectNode params = InstructionsFile.read(file, config.limits());
        var named = uploads.stream().map(text -> Named.parse("--upload", text)).toList();
        named.forEach(RunCommand::checkReadable);
        if (data != null) {
            return run(config, Files.createDirectories(data), params, named);
        }
        try (var folder = new TemporaryFolder()) {
            return run(config, folder.path(), params, named);
        }
    }

    private static void checkReadable(Named upload) {
        Path path = Path.of(upload.value());
        if (!Files.isRegularFile(path) || !Files.isReadable(path)) {
            throw new UsageException("--upload " + upload.name() + ": there is no file " + path);
        }
    }

    private int run(AtelierConfig config, Path folder, ObjectNode params, List<Named> named)
            throws IOException, InterruptedException {
        JobListener progress = Progress.onTerminal(spec.commandLine().getErr());
        try (Engine engine = new Atelier(config).engine(folder, progress)) {
            engine.start();
            String id = engine.service().create(request(engine, params, named));
            new AwaitEnd(
                            engine.service(),
                            engine.ports().bus(),
                            Duration.ofHours(config.limits().runHours()))
                    .await(id);
            ObjectNode status =
                    engine.service()
                            .read(id, all -> StatusDocument.of(all, List.of(), Atelier.version()));
            return report(engine, id, status);
        } catch (AssemblyException e) {
            return refused(e);
        }
    }

    private CreateRequest request(Engine engine, ObjectNode params, List<Named> named)
            throws IOException {
        var stored = new ArrayList<CreateRequest.Upload>();
        for (Named upload : named) {
            Path path = Path.of(upload.value());
            try (InputStream in = Files.newInputStream(path)) {
                var ref = engine.ports().files().put(in);
                stored.add(
                        new CreateRequest.Upload(
                                ref, path.getFileName().toString(), upload.name()));
            }
        }
        ObjectNode values =
                params.get("fields") instanceof ObjectNode given
                        ? given.deepCopy()
                        : AssemblyFile.emptyJson();
        fields.stream()
                .map(text -> Named.parse("--field", text))
                .forEach(field -> values.put(field.name(), field.value()));
        var kept = Event.Request.of(BASE_URL, params.toString(), Event.Sender.local("atelier-cli"));
        return new CreateRequest(null, params.get("steps"), values, stored, kept);
    }

    private int report(Engine engine, String id, ObjectNode status) throws IOException {
        var written =
                new ResultFiles(out, engine.ports().files())
                        .write(engine.service().read(id, ResultFiles::of), status);
        PrintWriter print = spec.commandLine().getOut();
        if (json) {
            print.println(status.toPrettyString());
        } else {
            print.print(ResultTable.of(written));
            status.path("warnings")
                    .forEach(warning -> print.println("Note: " + warning.path("msg").asText()));
        }
        print.flush();
        if (status.has("error")) {
            return failed(status);
        }
        return CommandLine.ExitCode.OK;
    }

    private int failed(ObjectNode error) {
        JsonNode violations = error.path("violations");
        boolean ran = violations.isEmpty();
        String step = ran && error.has("step") ? " in step " + error.path("step").asText() : "";
        String why = ran ? ": " + error.path("reason").asText() : "";
        PrintWriter err = spec.commandLine().getErr();
        err.println(
                "atelier: the Assembly failed%s: %s%s"
                        .formatted(step, error.path("error").asText(), why));
        violations.forEach(one ->
                err.println(
                        "  " + one.path("path").asText() + ": " + one.path("message").asText()));
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    private int refused(AssemblyException e) throws IOException {
        ObjectNode body = ErrorBody.of(e.error());
        if (json) {
            PrintWriter print = spec.commandLine().getOut();
            print.println(
                    new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(body));
            print.flush();
        }
        return failed(body);
    }
}
