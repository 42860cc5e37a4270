package dev.atelier.robots.generate;

import dev.atelier.core.robot.RobotContext;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Writes a wish and its pictures down as a provider is told them, and tells what was dropped. */
record RequestWriter(
        Wish wish,
        Roles roles,
        ProviderRouting.Choice choice,
        FormatPlan format,
        SizePlan sizes,
        @Nullable Subject subject,
        RobotContext job) {

    GenerateRequest write() throws IOException {
        GenerateRequest.Mask mask = subject == null ? null : subject.mask();
        boolean sized = mask == null;
        if (!sized && wish.namesSize()) {
            job.warn(
                    "width, height and aspect_ratio were not used: with a mask the result has the"
                            + " size of the picture.");
        }
        format.notice(wish.model()).ifPresent(job::notice);
        if (choice.standIn() && !ProviderRouting.EMBEDDED.equals(wish.provider())) {
            job.notice(
                    "Nobody with a key serves %s here; the engine of this service made the picture."
                            .formatted(wish.model().name()));
        }
        return new GenerateRequest(
                job.key(),
                wish.model(),
                choice.nativeModel(),
                wish.prompt(),
                PromptContext.of(wish.model(), roles, choice.provider().showsMask()).orElse(null),
                wish.style(),
                wish.outputs(),
                wish.seed().of(job.key()),
                wish.seed().given(),
                sized ? sizes.exact() : null,
                sized ? sizes.shape() : null,
                format.asked(),
                source(),
                mask,
                references());
    }

    private GenerateRequest.@Nullable Source source() throws IOException {
        return subject == null
                ? null
                : new GenerateRequest.Source(
                        subject.file(), job.open(subject.file()), subject.upright());
    }

    private List<GenerateRequest.Reference> references() throws IOException {
        var list = new ArrayList<GenerateRequest.Reference>();
        for (Roles.Reference reference : roles.references()) {
            list.add(
                    new GenerateRequest.Reference(
                            reference.file(), reference.label(), job.open(reference.file())));
        }
        return list;
    }
}
