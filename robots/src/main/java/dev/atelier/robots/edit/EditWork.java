package dev.atelier.robots.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.core.assembly.JobKey;
import dev.atelier.robots.codec.PictureException;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;
import dev.atelier.robots.generate.Workplace;
import dev.atelier.robots.generate.provider.Answer;
import dev.atelier.robots.generate.provider.Ask;
import dev.atelier.robots.generate.provider.PaidService;
import dev.atelier.robots.generate.provider.PaidWork;
import dev.atelier.robots.generate.provider.Reply;
import dev.atelier.robots.generate.provider.SentPicture;

import java.io.IOException;
import java.nio.file.Path;

/** One picture on its way through one provider. */
record EditWork(
        EditForm form,
        EditModel chosen,
        Edit edit,
        SentPicture picture,
        PaidService service,
        Workplace place)
        implements PaidWork {
    @Override
    public JobKey job() {
        return edit.job();
    }

    @Override
    public int first() {
        return 0;
    }

    @Override
    public int count() {
        return 1;
    }

    @Override
    public String model() {
        return chosen.id();
    }

    @Override
    public Ask submit() throws Exception {
        return form.submit(
                chosen,
                edit,
                picture,
                service.option("storage_url"),
                ask -> service.free(ask, place, key()));
    }

    @Override
    public Reply submitted(Answer answer) throws IOException, ProviderException {
        return form.submitted(answer, chosen);
    }

    @Override
    public Ask poll(ObjectNode ticket) {
        return form.poll(ticket);
    }

    @Override
    public Reply polled(Answer answer, ObjectNode ticket) throws IOException, ProviderException {
        return form.polled(answer, ticket, chosen);
    }

    @Override
    public void check(Path file) throws IOException, ProviderException {
        try {
            var _ = service.codec().probe(file);
        } catch (PictureException e) {
            throw new ProviderException(
                    Kind.NO_IMAGE, "What came back is no usable picture: " + e.getMessage(), e);
        }
    }
}
