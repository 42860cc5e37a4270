package dev.atelier.server.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HexFormat;

import javax.imageio.ImageIO;

/** The origin the cases fetch from. */
final class StubOrigin implements AutoCloseable {
    private static final byte[] BROKEN =
            HexFormat.of().parseHex("89504e470d0a1a0a0000000d49484452000000");

    static final String HOST = "origin.test";

    private final HttpServer server;

    StubOrigin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        serve("/red.png", 200, png(64, 48, Color.RED, Color.RED));
        serve("/logo.png", 200, png(40, 40, Color.BLUE, Color.BLUE));
        serve("/mask.png", 200, png(64, 48, Color.BLACK, Color.WHITE));
        serve("/broken.png", 200, BROKEN);
        serve("/missing.png", 404, new byte[0]);
        serve("/forbidden.png", 403, new byte[0]);
        server.start();
    }

    String url() {
        return "http://" + HOST + ":" + server.getAddress().getPort();
    }

    private void serve(String path, int status, byte[] body) {
        server.createContext(path, exchange -> answer(exchange, status, body));
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "image/png");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private static byte[] png(int width, int height, Color left, Color right) throws IOException {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                picture.setRGB(x, y, (x < width / 2 ? left : right).getRGB());
            }
        }
        var out = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", out);
        return out.toByteArray();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
