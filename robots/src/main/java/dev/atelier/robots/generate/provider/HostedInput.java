package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.AspectRatio;
import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.PictureSize;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * The input of one model of a host that serves many, whose families of models have their own names
 * for the same things. What is common to hosts and families is here.
 */
abstract class HostedInput {
    private static final int ONE_K = 1024;

    final Chunk chunk;
    final GenerateRequest request;
    final Desk desk;
    final ObjectNode input = AssemblyFile.emptyJson();
    private final Sender sender;

    /** Makes a picture something that can be put into the JSON. */
    interface Sender {
        JsonNode reference(SentPicture picture) throws Exception;
    }

    HostedInput(Chunk chunk, Desk desk, Sender sender) {
        this.chunk = chunk;
        this.request = chunk.request();
        this.desk = desk;
        this.sender = sender;
    }

    final void prompt() {
        input.put("prompt", desk.prompt());
    }

    /**
     * The one to change, the mask and what to look at.
     *
     * @param withMask whether the mask is shown as one more picture
     */
    final List<JsonNode> pictures(boolean withMask) throws Exception {
        var sent = new ArrayList<@Nullable SentPicture>();
        sent.add(desk.image());
        sent.add(withMask ? desk.mask() : null);
        sent.addAll(desk.references());
        var list = new ArrayList<JsonNode>();
        for (SentPicture picture : sent) {
            if (picture != null) {
                list.add(sender.reference(picture));
            }
        }
        return list;
    }

    /** The first of the pictures, where there is one. */
    final void hint(String name) throws Exception {
        List<JsonNode> pictures = pictures(false);
        if (!pictures.isEmpty()) {
            input.set(name, pictures.getFirst());
        }
    }

    final void list(String name, List<JsonNode> pictures) {
        if (!pictures.isEmpty()) {
            ArrayNode array = input.putArray(name);
            pictures.forEach(array::add);
        }
    }

    final void picture(String name, @Nullable SentPicture picture) throws Exception {
        if (picture != null) {
            input.set(name, sender.reference(picture));
        }
    }

    final void aspect() {
        AspectRatio aspect = request.aspect();
        if (aspect != null) {
            input.put("aspect_ratio", NativeSizes.ratio(aspect));
        }
    }

    /** For models that make pictures of one, two or four thousand pixels a side. */
    final void resolution() {
        PictureSize size = request.size();
        if (size != null) {
            int longest = Math.max(size.width(), size.height());
            input.put("resolution", longest <= ONE_K ? "1K" : longest <= 2 * ONE_K ? "2K" : "4K");
        }
    }

    final void seed() {
        input.put("seed", NativeSeeds.within(chunk.seed(), Integer.MAX_VALUE));
    }

    final void count(String name) {
        if (chunk.count() > 1) {
            input.put(name, chunk.count());
        }
    }

    /**
     * @param jpeg the host's word for it
     */
    final String jpegOrPng(String jpeg) {
        return switch (request.format()) {
            case JPEG, JPG -> jpeg;
            case PNG, WEBP, GIF, SVG -> "png";
        };
    }

    /** As {@link #jpegOrPng}, of models that also make webp. */
    final String anyPixels(String jpeg) {
        return switch (request.format()) {
            case JPEG, JPG -> jpeg;
            case WEBP -> "webp";
            case PNG, GIF, SVG -> "png";
        };
    }
}
