package dev.atelier.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.buffer.UnpooledHeapByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.internal.buffer.BufferInternal;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Carries large pieces of request bodies in arrays that are used again. Otherwise each piece is
 * copied to a new array, and a fast upload makes the heap grow by what nobody needs any more.
 */
@ChannelHandler.Sharable
public final class BodyArrays extends ChannelInboundHandlerAdapter {
    private static final int KEPT = 32;

    private final int size;
    private final BlockingQueue<byte[]> free = new ArrayBlockingQueue<>(KEPT);

    /**
     * @param size of the largest piece
     */
    public BodyArrays(int size) {
        this.size = size;
    }

    /** To be called for every new connection. */
    public void opened(HttpConnection connection) {
        if (connection instanceof HttpServerConnection server) {
            ChannelHandlerContext context = server.channelHandlerContext();
            context.pipeline().addBefore(context.name(), "arrays", this);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpContent content && large(content.content())) {
            var piece = new Piece();
            piece.writeBytes(content.content());
            context.fireChannelRead(content.replace(piece));
            content.release();
        } else {
            context.fireChannelRead(message);
        }
    }

    /** A small piece in a large array would hold much more memory than its sender has sent. */
    private boolean large(ByteBuf piece) {
        return piece.readableBytes() >= size / 4 && piece.readableBytes() <= size;
    }

    /** Says that nobody reads the piece any more; one that nobody gives back is only garbage. */
    static void giveBack(Buffer buffer) {
        ByteBuf bytes = ((BufferInternal) buffer).getByteBuf();
        while (bytes.unwrap() != null) {
            bytes = bytes.unwrap();
        }
        if (bytes instanceof Piece piece) {
            piece.release();
        }
    }

    private final class Piece extends UnpooledHeapByteBuf {
        private Piece() {
            super(UnpooledByteBufAllocator.DEFAULT, size, size);
        }

        @Override
        protected byte[] allocateArray(int length) {
            byte[] known = free.poll();
            return known == null ? new byte[length] : known;
        }

        @Override
        protected void freeArray(byte[] array) {
            var _ = free.offer(array);
        }
    }
}
