package dev.atelier.server.http;

import dev.atelier.core.error.AssemblyError;
import dev.atelier.core.error.ErrorCode;
import dev.atelier.server.wire.ErrorBody;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.LastHttpContent;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;

import java.nio.charset.StandardCharsets;

/**
 * Refuses heads in which a line goes on in the next (RFC 9112, 5.2): a server in front may take the
 * second line for a header of its own. The HTTP decoder joins such lines and forgets that it did,
 * so this looks at the bytes before it. A head that arrives in one piece with the body before it is
 * left to the decoder.
 */
public final class FoldedHeaders extends ChannelInboundHandlerAdapter {
    private boolean inHead = true;
    private boolean refused;
    private int lines;
    private int length;
    private boolean lineStart;

    private FoldedHeaders() {}

    /** To be called for every new connection. */
    public static void refuseOn(HttpConnection connection) {
        if (connection instanceof HttpServerConnection server) {
            ChannelHandlerContext context = server.channelHandlerContext();
            var guard = new FoldedHeaders();
            context.pipeline().addFirst("folded", guard);
            context.pipeline().addBefore(context.name(), "ends", guard.ends());
        }
    }

    /** Notices where a request ends, behind the decoder: there the next head begins. */
    private ChannelInboundHandlerAdapter ends() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext context, Object message) {
                if (message instanceof LastHttpContent) {
                    inHead = true;
                    lines = 0;
                    length = 0;
                    lineStart = false;
                }
                context.fireChannelRead(message);
            }
        };
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!(message instanceof ByteBuf bytes)) {
            context.fireChannelRead(message);
            return;
        }
        try {
            while (bytes.isReadable() && !refused) {
                int count = inHead ? head(bytes) : bytes.readableBytes();
                if (refused) {
                    refuse(context);
                } else {
                    context.fireChannelRead(bytes.readRetainedSlice(count));
                }
            }
        } finally {
            bytes.release();
        }
    }

    /** How many of the bytes belong to the head. */
    private int head(ByteBuf bytes) {
        int start = bytes.readerIndex();
        for (int i = start; i < bytes.writerIndex(); i++) {
            byte b = bytes.getByte(i);
            refused = lineStart && lines > 0 && (b == ' ' || b == '\t');
            if (refused || ends(b)) {
                return i + 1 - start;
            }
        }
        return bytes.readableBytes();
    }

    private boolean ends(byte b) {
        lineStart = b == '\n';
        if (!lineStart) {
            length += b == '\r' ? 0 : 1;
            return false;
        }
        inHead = length > 0 || lines == 0;
        lines += length > 0 ? 1 : 0;
        length = 0;
        return !inHead;
    }

    private static void refuse(ChannelHandlerContext context) {
        var error =
                AssemblyError.of(
                        ErrorCode.INVALID_FORM_DATA,
                        "The request is ambiguous: a line of its head goes on in the next.");
        byte[] body = ErrorBody.of(error).toString().getBytes(StandardCharsets.UTF_8);
        String head =
                "HTTP/1.1 400 Bad Request\r\nContent-Type: application/json; charset=utf-8\r\n"
                        + "Connection: close\r\nContent-Length: %d\r\n\r\n".formatted(body.length);
        var answer = Unpooled.wrappedBuffer(head.getBytes(StandardCharsets.US_ASCII), body);
        var _ = context.writeAndFlush(answer).addListener(ChannelFutureListener.CLOSE);
    }
}
