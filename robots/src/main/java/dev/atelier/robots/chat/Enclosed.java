package dev.atelier.robots.chat;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.chat.Conversation.Paper;
import dev.atelier.robots.chat.Conversation.Part;
import dev.atelier.robots.chat.Conversation.Shown;
import dev.atelier.robots.chat.Conversation.Words;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.Encoding;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.codec.Resampler;

import org.jspecify.annotations.Nullable;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Input files as parts of a message. Pictures are sent upright, as one frame without metadata and
 * no larger than models look at.
 */
final class Enclosed {
    private static final int LONGEST_SIDE = 1568;
    private static final int MOST_TEXT = 500 * 1024;
    private static final int MOST_PAPER = 20_000_000;
    private static final String PDF = "application/pdf";

    private final Codec codec;
    private final RobotContext job;

    Enclosed(Codec codec, RobotContext job) {
        this.codec = codec;
        this.job = job;
    }

    List<Part> parts(List<AssemblyFile> files) throws Exception {
        reserve(files);
        var parts = new ArrayList<Part>();
        for (AssemblyFile file : files) {
            job.checkCancelled();
            if (isPicture(file)) {
                parts.add(picture(file));
            } else if (file.mime().equals(PDF)) {
                parts.add(paper(file));
            } else {
                parts.add(text(file));
            }
        }
        return parts;
    }

    private static boolean isPicture(AssemblyFile file) {
        return file.mime().startsWith("image/");
    }

    /**
     * Only one picture is held decoded at a time: raw and normalised, then that and a small one.
     */
    private void reserve(List<AssemblyFile> files) throws IOException {
        long most = 0;
        for (AssemblyFile file : files) {
            if (isPicture(file)) {
                try {
                    most = Math.max(most, codec.probe(job.open(file)).pixels());
                } catch (PictureException e) {
                    throw unusable(file, e.getMessage(), e);
                }
            }
        }
        if (most > 0) {
            job.reserve(2 * most + LONGEST_SIDE * LONGEST_SIDE);
        }
    }

    private Part picture(AssemblyFile file) throws Exception {
        Path shown = Files.createTempFile(job.scratch(), "shown", ".jpg");
        try {
            return job.pixels(() -> {
                BufferedImage whole =
                        Codec.srgb8(codec.decode(job.open(file)).warn(file.name(), job::warn));
                BufferedImage small = smaller(whole);
                boolean holes = small.getColorModel().hasAlpha();
                ImageFormat format = holes ? ImageFormat.PNG : ImageFormat.JPEG;
                codec.encode(small, Encoding.of(format).withQuality(90), shown);
                return new Shown(shown, format.mime());
            });
        } catch (PictureException e) {
            throw unusable(file, e.getMessage(), e);
        }
    }

    private static BufferedImage smaller(BufferedImage whole) throws IOException {
        int longest = Math.max(whole.getWidth(), whole.getHeight());
        if (longest <= LONGEST_SIDE) {
            return whole;
        }
        double scale = (double) LONGEST_SIDE / longest;
        int width = Math.max(1, (int) Math.round(whole.getWidth() * scale));
        int height = Math.max(1, (int) Math.round(whole.getHeight() * scale));
        return Resampler.resize(whole, width, height);
    }

    private Part paper(AssemblyFile file) throws IOException {
        if (file.size() > MOST_PAPER) {
            throw unusable(
                    file, "A PDF may have " + MOST_PAPER + " bytes; it has " + file.size(), null);
        }
        return new Paper(job.open(file), file.name());
    }

    private Part text(AssemblyFile file) throws IOException {
        if (file.size() > MOST_TEXT) {
            throw unusable(
                    file, "A text may have " + MOST_TEXT + " bytes; it has " + file.size(), null);
        }
        try {
            String text = Files.readString(job.open(file), StandardCharsets.UTF_8);
            return new Words("File " + file.name().replaceAll("\\p{Cntrl}", " ") + ":\n" + text);
        } catch (CharacterCodingException e) {
            throw unusable(file, "It is neither a picture nor a PDF nor text in UTF-8.", e);
        }
    }

    private static AssemblyException unusable(
            AssemblyFile file, String why, @Nullable Exception cause) {
        return new AssemblyException(
                ErrorCode.INVALID_INPUT_ERROR, file.name() + ": " + why, cause);
    }
}
