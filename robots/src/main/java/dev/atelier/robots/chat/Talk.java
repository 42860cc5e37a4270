package dev.atelier.robots.chat;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.core.robot.RobotContext;
import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.Workplace;

/** A conversation on behalf of a job. */
public final class Talk {
    private Talk() {}

    /**
     * @throws AssemblyException when there is no answer to be had
     */
    public static ChatAnswer answer(ChatModel model, Conversation asked, RobotContext job)
            throws Exception {
        try {
            return model.answer(asked, Workplace.of(job));
        } catch (ProviderException e) {
            throw new AssemblyException(e.kind().code(), String.valueOf(e.getMessage()), e);
        }
    }
}
