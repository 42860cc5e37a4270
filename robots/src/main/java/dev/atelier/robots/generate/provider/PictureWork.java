package dev.atelier.robots.generate.provider;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.robots.codec.Codec;
import dev.atelier.robots.codec.ImageFormat;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Path;

/** A part of a request for pictures, in the words of one provider. */
record PictureWork(Adapter adapter, Chunk chunk, Desk desk, Codec codec) implements PaidWork {
    @Override
    public JobKey job() {
        return chunk.request().key();
    }

    @Override
    public int first() {
        return chunk.first();
    }

    @Override
    public int count() {
        return chunk.count();
    }

    @Override
    public String model() {
        return chunk.request().nativeModel();
    }

    @Override
    public Ask submit() throws Exception {
        return adapter.submit(chunk, desk);
    }

    @Override
    public Reply submitted(Answer answer) throws IOException, ProviderException {
        return adapter.submitted(answer, chunk);
    }

    @Override
    public Ask poll(ObjectNode ticket) {
        return adapter.poll(ticket);
    }

    @Override
    public @Nullable ObjectNode ownTicket() {
        return adapter.ownTicket(chunk);
    }

    @Override
    public Reply polled(Answer answer, ObjectNode ticket) throws IOException, ProviderException {
        return adapter.polled(answer, ticket, chunk);
    }

    /** A drawing when one was ordered, else pixels. */
    @Override
    public void check(Path file) throws IOException, ProviderException {
        ImageFormat format;
        try {
            format = codec.probe(file).format();
        } catch (PictureException e) {
            throw new ProviderException(
                    Kind.NO_IMAGE, "What came back is no usable picture: " + e.getMessage(), e);
        }
        if (chunk.request().format().vector() && format != ImageFormat.SVG) {
            throw new ProviderException(
                    Kind.NO_IMAGE,
                    "A drawing was ordered, but pixels came back as " + format + ".");
        }
    }
}
