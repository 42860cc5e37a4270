package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.robots.generate.Bench;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request without what may differ: method, path, the names of headers that carry a key, and the
 * JSON body or the fields of the form in alphabetical order. Pictures are called by the name the
 * fixtures have for them; masks are compared by what they mark.
 */
final class Canonical {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern DATA_URL = Pattern.compile("(data:[^;,]+;base64,)?(.*)");
    private static final Pattern NAME = Pattern.compile("name=\"([^\"]*)\"");
    private static final Pattern TYPE = Pattern.compile("(?i)content-type: *(\\S+)");
    private static final int SHORT = 100;

    private Canonical() {}

    static ObjectNode of(Recorder.Request request) throws Exception {
        ObjectNode node = JSON.createObjectNode();
        node.put("method", request.method());
        node.put("path", request.path());
        String type = request.headers().getOrDefault("content-type", "");
        if (type.startsWith("multipart/form-data")) {
            node.set("parts", parts(request, type.substring(type.indexOf("boundary=") + 9)));
        } else if (type.startsWith("application/json")) {
            node.set("json", sorted(JSON.readTree(request.body())));
        }
        return node;
    }

    private static ArrayNode parts(Recorder.Request request, String boundary) throws Exception {
        var list = new ArrayList<JsonNode>();
        for (String part : request.text().split(Pattern.quote("--" + boundary), -1)) {
            int head = part.indexOf("\r\n\r\n");
            if (head < 0) {
                continue;
            }
            Matcher name = NAME.matcher(part.substring(0, head));
            Matcher type = TYPE.matcher(part.substring(0, head));
            byte[] content =
                    part.substring(head + 4, part.length() - 2)
                            .getBytes(StandardCharsets.ISO_8859_1);
            ObjectNode node = JSON.createObjectNode();
            node.put("name", name.find() ? name.group(1) : "");
            if (type.find()) {
                node.put("content_type", type.group(1));
                node.put("picture", picture(content));
            } else {
                node.put("value", new String(content, StandardCharsets.UTF_8));
            }
            list.add(node);
        }
        return inOrder(list);
    }

    private static ArrayNode inOrder(List<JsonNode> list) {
        ArrayNode array = JSON.createArrayNode();
        list.stream()
                .sorted(java.util.Comparator.comparing(JsonNode::toString))
                .forEach(array::add);
        return array;
    }

    /** An exchange of a fixture file in the same form. */
    static ObjectNode ofFixture(JsonNode exchange) throws Exception {
        ObjectNode node = JSON.createObjectNode();
        node.put("method", exchange.path("method").asText());
        node.put("path", exchange.path("path").asText());
        if (exchange.has("parts")) {
            var list = new ArrayList<JsonNode>();
            for (JsonNode part : exchange.path("parts")) {
                ObjectNode plain = JSON.createObjectNode().put("name", part.path("name").asText());
                if (part.has("content_type")) {
                    plain.set("content_type", part.path("content_type"));
                    plain.put("picture", pictureOfFixture(part));
                } else {
                    plain.set("value", part.path("value"));
                }
                list.add(plain);
            }
            node.set("parts", inOrder(list));
        } else if (exchange.has("json")) {
            node.set("json", sorted(exchange.path("json")));
        }
        return node;
    }

    private static String pictureOfFixture(JsonNode part) throws Exception {
        String sha = part.path("sha256").asText("");
        return sha.isEmpty() ? pictureOfComposed(part) : Fixtures.nameOfHash(sha);
    }

    /** Forms that were not recorded say in a note which way round a mask is. */
    private static String pictureOfComposed(JsonNode part) {
        boolean black = part.path("note").asText().contains("black = edit");
        return switch (part.path("name").asText()) {
            case "image" -> "IMG";
            case "mask" -> black ? "MASK_BLACK" : "MASK_BW";
            default -> part.path("name").asText();
        };
    }

    /** With members in alphabetical order and pictures by name. */
    private static JsonNode sorted(JsonNode node) throws Exception {
        if (node.has("$image")) {
            String words = node.path("$image").asText();
            return JSON.getNodeFactory().textNode(words.substring(0, words.indexOf(' ')));
        }
        if (node.has("$base64_or_long")) {
            return JSON.getNodeFactory()
                    .textNode(Fixtures.nameOfText(node.path("sha256").asText()));
        }
        if (node.isObject()) {
            var members = new TreeMap<String, JsonNode>();
            for (var member : node.properties()) {
                members.put(member.getKey(), sorted(member.getValue()));
            }
            return JSON.createObjectNode().setAll(members);
        }
        if (node.isArray()) {
            ArrayNode array = JSON.createArrayNode();
            for (JsonNode item : node) {
                array.add(sorted(item));
            }
            return array;
        }
        return node.isTextual() && node.textValue().length() > SHORT ? text(node) : node;
    }

    private static JsonNode text(JsonNode node) throws Exception {
        Matcher url = DATA_URL.matcher(node.textValue());
        if (!url.matches() || url.group(2).indexOf(' ') >= 0) {
            return node;
        }
        String prefix = url.group(1) == null ? "" : url.group(1);
        String name = picture(Base64.getDecoder().decode(url.group(2)));
        return JSON.getNodeFactory().textNode(prefix + name);
    }

    /** The name the fixtures have for it; for a mask also when its bytes differ. */
    static String picture(byte[] bytes) throws Exception {
        for (String name : List.of("IMG", "MASK_ALPHA", "MASK_BW", "RESULT")) {
            if (java.util.Arrays.equals(Fixtures.picture(name), bytes)) {
                return name;
            }
        }
        BufferedImage image = read(bytes);
        String areas = areas(image);
        for (String name : List.of("MASK_ALPHA", "MASK_BW")) {
            BufferedImage known = read(Fixtures.picture(name));
            if (areas.equals(areas(known))) {
                return name;
            }
        }
        String inverted = areas.replace('b', '?').replace('w', 'b').replace('?', 'w');
        boolean black = inverted.equals(areas(read(Fixtures.picture("MASK_BW"))));
        return black ? "MASK_BLACK" : image.getWidth() + "x" + image.getHeight();
    }

    private static BufferedImage read(byte[] bytes) throws IOException {
        Path file = Files.createTempFile("canonical", ".png");
        try {
            return Bench.CODEC.decode(Files.write(file, bytes)).image();
        } finally {
            Files.delete(file);
        }
    }

    /** One letter per pixel: transparent, white or black. */
    private static String areas(BufferedImage image) {
        var letters = new StringBuilder();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int argb = image.getRGB(x, y);
                int bright = (argb >> 8) & 0xff;
                letters.append(argb >>> 24 < 128 ? 'a' : bright >= 128 ? 'w' : 'b');
            }
        }
        return letters.toString().indexOf('a') < 0
                ? letters.toString()
                : letters.toString().replace('w', 'b');
    }
}
