package dev.atelier.server;

import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.assembly.Warning;
import dev.atelier.core.error.Violation;
import dev.atelier.core.port.JobListener;
import dev.atelier.core.robot.Robot;
import dev.atelier.core.robot.RobotRegistry;
import dev.atelier.core.run.Planner;
import dev.atelier.robots.BuiltinRobots;
import dev.atelier.robots.KnownUpstream;
import dev.atelier.robots.archive.ArchiveLimits;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Libraries;
import dev.atelier.robots.codec.PixelLimits;
import dev.atelier.robots.document.PdfPages;
import dev.atelier.robots.generate.Fallback;
import dev.atelier.robots.generate.ModelCatalogue;
import dev.atelier.robots.generate.ProviderRouting;
import dev.atelier.robots.generate.engine.EmbeddedEngine;
import dev.atelier.robots.meta.MediaTool;
import dev.atelier.robots.meta.MediaTools;
import dev.atelier.robots.meta.PictureMetadata;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.script.ScriptLimits;
import dev.atelier.robots.script.Scripts;
import dev.atelier.server.auth.ProviderVault;
import dev.atelier.server.config.ArchivesConfig;
import dev.atelier.server.config.AtelierConfig;
import dev.atelier.server.config.DocumentsConfig;
import dev.atelier.server.config.MediaConfig;
import dev.atelier.server.config.PixelsConfig;
import dev.atelier.server.config.ScriptsConfig;
import dev.atelier.server.console.ConsoleRoutes;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The composition root: builds everything, once, in order. */
public final class Atelier {
    private static final Logger LOG = LoggerFactory.getLogger(Atelier.class);

    private final AtelierConfig config;
    private final InstantSource clock = InstantSource.system();
    private final Codec codec;
    private final Scripts scripts;
    private final Once<MediaTools> tools;
    private final RobotRegistry robots;
    private final LateLedger ledger = new LateLedger();
    private final Providers providers;
    private final ProviderRouting routing;

    public Atelier(AtelierConfig config) {
        this(config, List.of());
    }

    /**
     * @param others robots besides the built-in ones; one of the same name takes the built-in one's
     *     place
     */
    public Atelier(AtelierConfig config, List<Robot<?>> others) {
        this.config = config;
        this.codec = new Codec(limits(config.pixels()), libraries(config.pixels()));
        ModelCatalogue catalogue = ModelSettings.catalogue(config.generation());
        this.providers = new Providers(config, catalogue, codec, ledger, clock);
        this.routing = routing(catalogue);
        this.scripts = new Scripts(scripts(config.scripts()));
        this.tools = new Once<>(() -> tools(config.media()));
        var all = new LinkedHashMap<String, Robot<?>>();
        BuiltinRobots.all(
                        codec,
                        routing,
                        providers.editors(routing.fallback()),
                        providers.chat(),
                        new Outbound(WaysOut.rules(config.outbound())),
                        Networking.limits(config),
                        archives(config.archives()),
                        scripts,
                        tools,
                        new PdfPages(pages(config.documents())))
                .forEach(robot -> all.put(robot.about().name(), robot));
        others.forEach(robot -> all.put(robot.about().name(), robot));
        this.robots = new RobotRegistry(List.copyOf(all.values()), KnownUpstream.NAMES);
    }

    private ProviderRouting routing(ModelCatalogue catalogue) {
        return new ProviderRouting(
                catalogue,
                providers.all(),
                new EmbeddedEngine(),
                Fallback.valueOf(config.generation().fallback().toUpperCase(Locale.ROOT)),
                config.generation().defaultModel() != null);
    }

    private static ArchiveLimits archives(ArchivesConfig archives) {
        return new ArchiveLimits(
                archives.members(),
                archives.bytes(),
                archives.ratio(),
                archives.freeBytes(),
                archives.memoryKilobytes());
    }

    private static ScriptLimits scripts(ScriptsConfig scripts) {
        return new ScriptLimits(
                Duration.ofMillis(scripts.millis()),
                scripts.megabytes(),
                scripts.resultChars(),
                scripts.atOnce() == 0
                        ? Runtime.getRuntime().availableProcessors()
                        : scripts.atOnce());
    }

    private static PdfPages.Limits pages(DocumentsConfig documents) {
        return new PdfPages.Limits(
                Duration.ofSeconds(documents.pageSeconds()),
                documents.pageMegabytes(),
                documents.pagesAtOnce());
    }

    /** What no setting says follows from the heap: memory for one picture, size of an SVG. */
    static PixelLimits limits(PixelsConfig pixels) {
        return new PixelLimits(
                pixels.maxMegapixels() * 1_000_000L,
                pixels.maxSide(),
                pixels.maxFrames(),
                pixels.maxFrameMegapixels() * 1_000_000L,
                PixelLimits.DEFAULT.maxDecodedBytes(),
                Duration.ofSeconds(pixels.decodeSeconds()),
                PixelLimits.DEFAULT.maxSvgBytes());
    }

    private static Libraries libraries(PixelsConfig pixels) {
        return switch (pixels.nativeCodecs()) {
            case "off" -> Libraries.off();
            case "jpeg" -> Libraries.jpegOnly();
            default -> Libraries.find();
        };
    }

    /**
     * What decodes and encodes: the name of a library for each format, {@code java} or {@code
     * none}; the versions of the programs for videos and sounds, or {@code none}.
     */
    public static Map<String, String> codecs(AtelierConfig config) {
        var found = new TreeMap<>(tools(config.media()).versions());
        found.putAll(libraries(config.pixels()).names());
        return found;
    }

    private static MediaTools tools(MediaConfig media) {
        Duration time = Duration.ofSeconds(media.seconds());
        return new MediaTools(
                MediaTool.find(media.ffprobe(), "ffprobe", time),
                MediaTool.find(media.ffmpeg(), "ffmpeg", time));
    }

    public RobotRegistry robots() {
        return robots;
    }

    /** What is wrong with instructions, without running anything; empty when nothing is. */
    public List<Violation> check(@Nullable JsonNode steps) {
        return new Planner(robots, EngineSettings.limits(config)).check(steps);
    }

    /** What is worth knowing about instructions that {@link #check} finds nothing wrong with. */
    public List<Warning> hints(@Nullable JsonNode steps) {
        return new Planner(robots, EngineSettings.limits(config)).hints(steps, -1);
    }

    /**
     * An engine that has not started yet.
     *
     * @param folder where it keeps what it stores
     */
    public Engine engine(Path folder, JobListener listener) throws IOException {
        var metadata = new PictureMetadata(codec, clock, tools.get());
        var ports = Adapters.open(config, folder, metadata, clock);
        ledger.open(ports.ledger());
        providers.open(new ProviderVault(ports.auth().providers(), ports.auth().box(), clock));
        routing.farewells().forEach(LOG::warn);
        return new Engine(config, ports, robots, scripts, clock, listener);
    }

    /**
     * The keys alone; a server may be running on the same folder.
     *
     * @param folder where an engine keeps what it stores
     */
    public KeyChest keys(Path folder) throws IOException {
        return Adapters.keys(config, folder, clock);
    }

    /**
     * The providers outside with their stored keys; a server may be running on the same folder.
     *
     * @param folder where an engine keeps what it stores
     */
    public ProviderChest providers(Path folder) throws IOException {
        KeyChest chest = keys(folder);
        providers.open(chest.vault());
        return new ProviderChest(providers, routing, chest.vault(), chest);
    }

    /** Opens an engine to the network. */
    public HttpDoor open(Engine engine) {
        return HttpDoor.open(
                config,
                engine,
                routing,
                new ConsoleRoutes.About(version(), engines(), codecs(config)));
    }

    private static List<String> engines() {
        return List.of("patch-fill", "scene-painter");
    }

    /** As the jar says; a build that is none has no version. */
    public static String version() {
        return Objects.requireNonNullElse(
                Atelier.class.getPackage().getImplementationVersion(), "development");
    }
}
