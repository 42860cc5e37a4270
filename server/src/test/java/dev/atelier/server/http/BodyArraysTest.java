package dev.atelier.server.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.internal.buffer.BufferInternal;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class BodyArraysTest {
    private static final int SIZE = 1024;

    private final EmbeddedChannel channel = new EmbeddedChannel(new BodyArrays(SIZE));

    @Test
    void anArrayGivenBackCarriesTheNextPiece() {
        HttpContent first = pass(new DefaultHttpContent(bytes(SIZE, "a")));
        byte[] array = first.content().array();
        assertEquals("a".repeat(SIZE), text(first));
        BodyArrays.giveBack(BufferInternal.safeBuffer(first.content()));

        HttpContent second = pass(new DefaultLastHttpContent(bytes(SIZE / 2, "b")));
        assertInstanceOf(LastHttpContent.class, second, "the end of a body stays its end");
        assertSame(array, second.content().array());
        assertEquals("b".repeat(SIZE / 2), text(second));
    }

    @Test
    void anArrayThatIsStillReadIsNotUsedAgain() {
        HttpContent first = pass(new DefaultHttpContent(bytes(SIZE, "a")));
        HttpContent second = pass(new DefaultHttpContent(bytes(SIZE, "b")));
        assertNotSame(first.content().array(), second.content().array());
        assertEquals("a".repeat(SIZE), text(first));
    }

    @Test
    void aSmallPieceIsPassedOnAsItIs() {
        ByteBuf small = bytes(10, "a");
        assertSame(small, pass(new DefaultHttpContent(small)).content());
        small.release();
    }

    @Test
    void whatCameFromTheNetworkIsReleased() {
        ByteBuf large = bytes(SIZE, "a");
        pass(new DefaultHttpContent(large));
        assertEquals(0, large.refCnt());
    }

    private HttpContent pass(HttpContent content) {
        channel.writeInbound(content);
        return channel.readInbound();
    }

    private static ByteBuf bytes(int count, String letter) {
        ByteBuf bytes = PooledByteBufAllocator.DEFAULT.directBuffer(count);
        bytes.writeCharSequence(letter.repeat(count), StandardCharsets.US_ASCII);
        return bytes;
    }

    private static String text(HttpContent content) {
        return content.content().toString(StandardCharsets.US_ASCII);
    }
}
