package dev.atelier.robots.image;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.databind.JsonNode;

import dev.atelier.core.error.ErrorCode;
import dev.atelier.core.robot.ParamException;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.TexturePaint;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** Ellipses of a result that are blurred while the rest stays sharp. */
record BlurRegions(List<Ellipse2D.Double> ellipses) {
    private static final int MOST = 100;

    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static BlurRegions of(JsonNode node) {
        if (!node.isArray() || node.size() > MOST) {
            throw wrong("", "must be a list of at most " + MOST + " regions");
        }
        List<Ellipse2D.Double> ellipses = new ArrayList<>();
        for (JsonNode each : node) {
            ellipses.add(
                    new Ellipse2D.Double(
                            number(each, "x", -25_000),
                            number(each, "y", -25_000),
                            number(each, "width", 1),
                            number(each, "height", 1)));
        }
        return new BlurRegions(List.copyOf(ellipses));
    }

    private static double number(JsonNode region, String name, double least) {
        JsonNode value = region.path(name);
        double given =
                value.isTextual() && value.textValue().matches("-?[0-9]{1,5}(\\.[0-9]{1,4})?")
                        ? Double.parseDouble(value.textValue())
                        : value.isNumber() ? value.doubleValue() : Double.NaN;
        if (!(given >= least && given <= 25_000)) {
            throw wrong("", "needs x, y, width and height in pixels; " + name + " is " + value);
        }
        return given;
    }

    private static ParamException wrong(String param, String message) {
        return new ParamException(param, message, ErrorCode.IMAGE_RESIZE_INVALID_BLUR_REGION);
    }

    /** Lays the blurred picture over the sharp one where the ellipses are. */
    void apply(BufferedImage sharp, BufferedImage blurred, int x, int y) {
        Graphics2D graphics = sharp.createGraphics();
        graphics.setRenderingHint(
                RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setPaint(new TexturePaint(blurred, blurred.getRaster().getBounds()));
        for (Ellipse2D.Double each : ellipses) {
            graphics.fill(new Ellipse2D.Double(each.x - x, each.y - y, each.width, each.height));
        }
        graphics.dispose();
    }
}
