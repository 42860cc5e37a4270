package dev.atelier.server.cli;

import dev.atelier.core.port.JobListener;
import dev.atelier.server.Atelier;
import dev.atelier.server.Engine;
import dev.atelier.server.HttpDoor;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** Runs the service until the process is told to stop. */
@Command(
        name = "serve",
        description = "Start the service, with a page to try it.",
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private static final Duration GRACE = Duration.ofSeconds(20);

    @Option(names = "--host", description = "Address to listen on, default 127.0.0.1.")
    private @Nullable String host;

    @Option(names = "--port", description = "Port to listen on, default 8080; 0 picks one.")
    private @Nullable String port;

    @Option(names = "--data", paramLabel = "DIR", description = "Data folder, default ./data.")
    private @Nullable String data;

    @Mixin private ConfigOptions options = new ConfigOptions();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() throws IOException, InterruptedException {
        var settings = new ArrayList<String>();
        set(settings, "http.host", host);
        set(settings, "http.port", port);
        set(settings, "data.dir", data);
        var config = options.load(settings);
        Logs.configure(config.log());
        var atelier = new Atelier(config);
        Path folder = Files.createDirectories(Path.of(config.data().dir()));
        Engine engine = atelier.engine(folder, JobListener.NONE);
        HttpDoor door = open(atelier, engine);
        engine.start();
        var stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(door, engine, stopped), "stop"));
        var out = spec.commandLine().getOut();
        out.println("Atelier is ready at " + door.url());
        out.flush();
        stopped.await();
        return CommandLine.ExitCode.OK;
    }

    private static void set(List<String> settings, String name, @Nullable String value) {
        if (value != null) {
            settings.add(name + "=" + value);
        }
    }

    private static HttpDoor open(Atelier atelier, Engine engine) {
        try {
            return atelier.open(engine);
        } catch (IllegalArgumentException e) {
            engine.close();
            throw new UsageException(String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            engine.close();
            throw e;
        }
    }

    private static void stop(HttpDoor door, Engine engine, CountDownLatch stopped) {
        door.close();
        engine.stop(GRACE);
        engine.close();
        stopped.countDown();
    }
}
