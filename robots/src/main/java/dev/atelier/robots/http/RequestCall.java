package dev.atelier.robots.http;

import dev.atelier.core.error.AssemblyException;
import dev.atelier.robots.outbound.Outbound;
import dev.atelier.robots.outbound.OutboundAnswer;
import dev.atelier.robots.outbound.OutboundException;
import dev.atelier.robots.outbound.OutboundRequest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** The request of a step, asked once. */
record RequestCall(Outbound outbound, HttpRequestRobot.Params params, RequestLimits limits) {

    /**
     * @throws AssemblyException when there is no answer, or none that can be understood
     */
    List<RequestAnswer.Chosen> ask(Offer offer) throws IOException {
        OutboundRequest request = request(offer);
        var answered = new ByteArrayOutputStream();
        OutboundAnswer answer;
        try {
            answer = outbound.send(request, answered);
        } catch (OutboundException e) {
            throw RequestRefusal.of(e, params.url(), tooLarge(e));
        }
        if (!answer.successful()) {
            throw RequestRefusal.of(answer, params.url());
        }
        int most = Math.min(params.maxResultFiles(), limits.files());
        return new RequestAnswer(offer, most).read(answered.toByteArray());
    }

    private OutboundRequest request(Offer offer) throws IOException {
        Duration wished = Duration.ofSeconds(params.timeout());
        Duration time = wished.compareTo(limits.time()) < 0 ? wished : limits.time();
        var request =
                new OutboundRequest(
                                params.method().name(),
                                params.url(),
                                params.headers().all(),
                                offer.body(params.payload()),
                                time,
                                bytes(),
                                false)
                        .waiting(time)
                        .withOwn("X-Atelier-Depth", Integer.toString(offer.depth()));
        return params.headers().has("idempotency-key")
                ? request
                : request.withOwn("Idempotency-Key", offer.idempotencyKey());
    }

    private int bytes() {
        return Math.min(params.maxResponseSize(), limits.answerBytes());
    }

    private String tooLarge(OutboundException e) {
        return e.kind() == OutboundException.Kind.TOO_LARGE
                ? "The answer has more than " + bytes() + " bytes; see max_response_size."
                : String.valueOf(e.getMessage());
    }
}
