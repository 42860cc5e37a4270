package dev.atelier.robots.image;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.ParamException;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.codec.BlockSplice;
import dev.atelier.robots.codec.Blocks;
import dev.atelier.robots.codec.CarriedBlocks;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.FrameWriter;
import dev.atelier.robots.codec.Need;
import dev.atelier.robots.codec.Picture;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.codec.Probe;
import dev.atelier.robots.image.colour.ColourTable;

import org.jspecify.annotations.Nullable;

import java.awt.Dimension;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/** One picture on its way through the robot: planned from its header, then carried out. */
final class Resizing {
    private final Codec codec;
    private final ImageResizeRobot.Params params;
    private final AssemblyFile base;
    private final RobotContext job;
    private final Probe probe;
    private final OutputFormat output;
    private final Turn turn;
    private final Planning planning;
    private final Incoming incoming;
    private final Dimension size;
    private final ResizePlan plan;
    private final @Nullable Overlay overlay;
    private final @Nullable AssemblyFile clut;

    /** Reads headers only and refuses what would come out too large. */
    Resizing(
            Codec codec,
            ImageResizeRobot.Params params,
            AssemblyFile base,
            ResizeInputs files,
            @Nullable Path mark,
            RobotContext job)
            throws IOException {
        this.codec = codec;
        this.params = params;
        this.base = base;
        this.job = job;
        this.probe = codec.probe(job.open(base));
        this.output = OutputFormat.of(params.format(), probe.format(), base);
        checkOutput();
        this.turn = Turn.of(params.rotation(), probe.orientation());
        this.planning = new Planning(params, codec.limits());
        this.incoming = new Incoming(codec, params, base, job, turn);
        this.size = incoming.shaved(turn.size(probe.width(), probe.height())).getSize();
        this.plan = planning.plan(size, params.gravity());
        this.overlay = mark == null ? null : overlay(mark);
        this.clut = params.clut() ? files.requireClut() : null;
        if (animated()) {
            planning.limitFrames("The result", plan.canvasPixels(), probe.frames());
        }
    }

    /** What the parameters alone do not tell when they leave the format to the file. */
    private void checkOutput() {
        try {
            output.check(params.kind() == Kind.COLORSEPARATION, params.compress());
        } catch (ParamException wrong) {
            throw new AssemblyException(
                    ErrorCode.IMAGE_RESIZE_VALIDATION,
                    "For %s, %s %s.".formatted(base.name(), wrong.param(), wrong.getMessage()),
                    wrong);
        }
    }

    private Overlay overlay(Path mark) throws IOException {
        Watermark rule = params.watermark(params.watermarkPosition().pick(job.random()));
        return Overlay.of(codec, mark, rule, plan, planning, job::warn);
    }

    /** Whether all frames are in the result. */
    private boolean animated() {
        return params.frame() == null
                && probe.frames() > 1
                && probe.format().animates()
                && output.format().animates();
    }

    /** Everything that is decoded at the same time. */
    long heldPixels() throws IOException {
        Dimension turned = turn.size(probe.width(), probe.height());
        long turnedPixels = turn.none() ? 0 : (long) turned.width * turned.height;
        long markPixels = overlay == null ? 0 : overlay.heldPixels();
        long tablePixels = clut == null ? 0 : codec.probe(job.open(clut)).pixels();
        long copies = incoming.copies() ? probe.pixels() : 0;
        long retouched = Retouch.wanted(params) ? 2 * plan.scaledPixels() : 0;
        long frames = animated() ? 2 * probe.pixels() + 3 * plan.canvasPixels() : 0;
        return probe.pixels()
                + turnedPixels
                + copies
                + plan.scaledPixels()
                + retouched
                + plan.canvasPixels()
                + tablePixels
                + markPixels
                + frames;
    }

    String name() {
        return base.basename() + "." + output.extension();
    }

    Path write(Path out) throws IOException {
        Rendering rendering = rendering();
        if (animated()) {
            frames(rendering, out);
            return out;
        }
        if (probe.frames() > 1 && params.frame() == null) {
            job.warn(
                    "%s has %d frames; only the first frame is in the result, for %s."
                            .formatted(base.name(), probe.frames(), reason()));
        }
        Picture decoded =
                params.frame() == null
                        ? codec.decode(job.open(base), need())
                        : codec.decode(job.open(base), params.frame());
        job.checkCancelled();
        BufferedImage result = rendering.of(decoded);
        job.checkCancelled();
        codec.encode(result, encoding(), out);
        return params.strip() ? out : withMetadata(out);
    }

    /** The result with what the file says of the picture. */
    private Path withMetadata(Path made) throws IOException {
        if (!BlockSplice.FORMATS.contains(output.format())) {
            return made;
        }
        try {
            Blocks old = codec.header(job.open(base)).blocks();
            Blocks carried =
                    CarriedBlocks.of(
                            old,
                            output.format(),
                            params.rotation().upright() || probe.orientation() == 1,
                            params.density() != null);
            if (carried.empty()) {
                return made;
            }
            Path out = made.resolveSibling(made.getFileName() + "-with-metadata");
            BlockSplice.write(made, out, codec.header(made), carried);
            return out;
        } catch (PictureException damaged) {
            job.warn(base.name() + " keeps none of its metadata. " + damaged.getMessage());
            return made;
        }
    }

    /**
     * How large the picture is needed. All of it where places in it count, and where light is mixed
     * from the samples of the file: a decoder would mix these as they are.
     */
    private Need need() {
        boolean looked = params.trimWhitespace() || params.gravity().looksAtThePicture();
        boolean changed = incoming.copies() || !turn.none() || params.shave() != null;
        if (looked || changed || params.correctGamma()) {
            return Need.ALL;
        }
        Rectangle cut = plan.cut();
        return new Need(
                Math.toIntExact(Math.ceilDiv((long) size.width * plan.width(), cut.width)),
                Math.toIntExact(Math.ceilDiv((long) size.height * plan.height(), cut.height)));
    }

    private String reason() {
        return output.format().animates()
                ? "frames of " + probe.format() + " pictures are not read as an animation"
                : output.format() + " pictures are written with one";
    }

    private void frames(Rendering rendering, Path out) throws IOException {
        Path file = job.open(base);
        try (FrameWriter writer = codec.animation(encoding(), codec.plays(file), out)) {
            codec.play(
                    file,
                    (shown, millis) -> {
                        job.checkCancelled();
                        writer.add(rendering.of(shown), millis);
                    });
        }
    }

    private Rendering rendering() throws IOException {
        boolean inks = params.kind() == Kind.COLORSEPARATION;
        boolean alpha = (params.keepsAlpha() || animated()) && output.holdsAlpha() && !inks;
        ColourTable table = clut == null ? null : table(clut);
        var expected = new Rendering.Expected(size, plan, probe.pixels(), alpha);
        return new Rendering(planning, incoming, expected, overlay, table);
    }

    private ColourTable table(AssemblyFile file) throws IOException {
        return ColourTable.of(
                Codec.srgb8(codec.decode(job.open(file)).warn(file.name(), job::warn)));
    }

    private Encoding encoding() {
        return Encoding.of(output.format())
                .withQuality(params.quality())
                .withLossless(params.compress() == Compression.LOSSLESS)
                .withProgressive(params.progressive())
                .withPacking(params.packing())
                .withBackground(params.background().opaque());
    }
}
