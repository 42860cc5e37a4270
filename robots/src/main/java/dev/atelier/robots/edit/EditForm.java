package dev.atelier.robots.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.provider.Answer;
import dev.atelier.robots.generate.provider.Ask;
import dev.atelier.robots.generate.provider.Errand;
import dev.atelier.robots.generate.provider.Reply;
import dev.atelier.robots.generate.provider.SentPicture;

import org.jspecify.annotations.Nullable;

import java.io.IOException;

/** How one provider is asked to change a picture and how it answers. */
interface EditForm {
    /** As the room of settings names the provider. */
    String provider();

    /**
     * The one request that costs money.
     *
     * @param storage where uploads are announced, null for the provider's own place
     */
    Ask submit(
            EditModel model,
            Edit edit,
            SentPicture picture,
            @Nullable String storage,
            Errand errand)
            throws Exception;

    Reply submitted(Answer answer, EditModel model) throws IOException, ProviderException;

    Ask poll(ObjectNode ticket);

    Reply polled(Answer answer, ObjectNode ticket, EditModel model)
            throws IOException, ProviderException;
}
