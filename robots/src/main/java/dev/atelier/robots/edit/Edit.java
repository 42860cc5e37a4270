package dev.atelier.robots.edit;

import dev.atelier.core.assembly.JobKey;

import org.jspecify.annotations.Nullable;

/**
 * What is to be done to one picture.
 *
 * @param model as the step names it; null for whatever does the task
 * @param scale how many times as wide and high, for an upscale
 * @param faces whether faces are restored, too, for an upscale
 */
public record Edit(JobKey job, Task task, @Nullable String model, int scale, boolean faces) {

    /** What trained models do to whole pictures. */
    public enum Task {
        CUTOUT("removes backgrounds"),
        UPSCALE("enlarges pictures"),
        RESTORE("restores pictures"),
        FACE_RESTORE("restores faces");

        private final String words;

        Task(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    public static Edit of(JobKey job, Task task, @Nullable String model) {
        return new Edit(job, task, model, 1, false);
    }
}
