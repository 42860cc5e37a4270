package dev.atelier.robots.generate.provider;

import dev.atelier.robots.generate.GenerateRequest;
import dev.atelier.robots.generate.PictureSize;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** An engine that the operator runs at home, at an address and with a key only they know. */
interface AtHome extends Adapter {
    /** About how many pixels they make at once; larger pictures are enlarged from these. */
    int PIXELS = 1024 * 1024;

    int LEAST_PIXELS = 64 * 64;
    int MOST_PIXELS = 4096 * 4096;
    int LEAST_SIDE = 64;

    @Override
    default String baseUrl() {
        return "";
    }

    @Override
    default boolean needsKey() {
        return false;
    }

    /** Basic for {@code user:password}, else Bearer; for a proxy in front of an open engine. */
    @Override
    default Map<String, String> auth(String key) {
        String encoded = Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
        return Map.of("Authorization", key.contains(":") ? "Basic " + encoded : "Bearer " + key);
    }

    /**
     * The size to make: that of the picture to change where no other is asked for.
     *
     * @param step every side is a multiple of it
     * @param pixels at most about this many
     */
    static PictureSize size(GenerateRequest request, int step, int pixels) {
        PictureSize wanted = wanted(request);
        double scale = Math.min(1, Math.sqrt((double) pixels / wanted.area()));
        return new PictureSize(
                side(wanted.width(), scale, step), side(wanted.height(), scale, step));
    }

    private static PictureSize wanted(GenerateRequest request) {
        GenerateRequest.Source source = request.image();
        if (source == null || request.size() != null) {
            return NativeSizes.wanted(request);
        }
        PictureSize own = source.size();
        boolean same = request.aspect() == null || request.aspect().equals(own.ratio());
        return same ? own : NativeSizes.wanted(request);
    }

    /** Rounded up while nothing is scaled down, so that nothing has to be enlarged. */
    private static int side(int side, double scale, int step) {
        int scaled = (int) Math.round(side * scale);
        int fitting = scale < 1 ? scaled / step * step : NativeSizes.up(scaled, step);
        return Math.max(LEAST_SIDE, fitting);
    }
}
