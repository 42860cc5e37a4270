package dev.atelier.robots.generate.provider;

import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderException.Kind;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Brings the pictures of an answer here and looks whether they are pictures. */
final class Fetcher {
    private static final int TRIES = 3;
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    private static final Duration LEAST = Duration.ofSeconds(30);

    private final ProviderHttp http;
    private final PaidWork work;
    private final Pause pause;
    private final Deadline deadline;

    Fetcher(ProviderHttp http, PaidWork work, Pause pause, Deadline deadline) {
        this.http = http;
        this.work = work;
        this.pause = pause;
        this.deadline = deadline;
    }

    /**
     * The answer with every picture in a file; those that cannot be had are left out.
     *
     * @throws ProviderException when none is left of some
     */
    Reply.Finished fetch(Reply.Finished answer, Path folder, String key)
            throws IOException, InterruptedException, ProviderException {
        var here = new ArrayList<Made>();
        var problems = new ArrayList<>(answer.refused());
        ProviderException last = null;
        for (Made made : answer.pictures()) {
            try {
                Path file = made.file() != null ? made.file() : download(made, folder, key);
                work.check(file);
                here.add(new Made(file, made.url(), made.seed(), made.revisedPrompt()));
            } catch (ProviderException e) {
                last = e;
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        if (here.isEmpty() && last != null) {
            throw last;
        }
        return new Reply.Finished(here, List.copyOf(problems), answer.cost(), answer.meta());
    }

    /** It is paid for, so it gets time even when making it took all there was. */
    private Duration patience() {
        Duration left = deadline.left();
        return left.compareTo(LEAST) < 0 ? LEAST : left;
    }

    private Path download(Made made, Path folder, String key)
            throws IOException, InterruptedException, ProviderException {
        String url = http.resolve(String.valueOf(made.url()));
        Ask ask = Ask.get(url).with("Accept", "image/*");
        for (int attempt = 1; ; attempt++) {
            Answer answer;
            try {
                answer = http.free(ask, folder, key, patience());
            } catch (IOException e) {
                if (attempt == TRIES) {
                    throw new ProviderException(
                            Kind.RESULT_EXPIRED,
                            "The picture was made but could not be fetched: " + e.getMessage(),
                            e);
                }
                pause.of(BETWEEN);
                continue;
            }
            if (answer.successful()) {
                return answer.body();
            }
            if (attempt == TRIES || answer.status() < 500) {
                throw new ProviderException(
                        Kind.RESULT_EXPIRED,
                        "The picture was made but its address answers " + answer.status() + ".");
            }
            pause.of(BETWEEN);
        }
    }
}
