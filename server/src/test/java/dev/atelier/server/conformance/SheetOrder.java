package dev.atelier.server.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import javax.imageio.ImageIO;

/**
 * Tells in which order a robot put pictures beside each other. Each upload gets a colour of its
 * own, and the colours are read from the left along the middle row of the result.
 */
final class SheetOrder {
    private static final List<String> TINTS = List.of("#cc3300", "#0033cc", "#cc00cc", "#00cccc");

    private SheetOrder() {}

    /** What an upload is made of, in a colour that tells it from the others. */
    static JsonNode tinted(JsonNode content, int index) {
        ObjectNode copy = content.deepCopy();
        return copy.put("color", TINTS.get(index));
    }

    /** Names of the uploads as they follow one another in the picture. */
    static ArrayNode read(byte[] picture, List<Client.FormFile> uploads) throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(picture));
        Set<Integer> found = new LinkedHashSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            found.add(image.getRGB(x, image.getHeight() / 2));
        }
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        for (int colour : found) {
            for (int i = 0; i < uploads.size(); i++) {
                if (Color.decode(TINTS.get(i)).getRGB() == colour) {
                    names.add(uploads.get(i).name());
                }
            }
        }
        return names;
    }
}
