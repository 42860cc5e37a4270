package dev.atelier.server.figures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.json.JsonMapper;

import dev.atelier.core.assembly.AssemblyFile;
import dev.atelier.robots.generate.ProviderLedger.Cost;
import dev.atelier.robots.generate.Usd;

import org.junit.jupiter.api.Test;

import java.util.List;

class PaidCallsTest {
    private static Cost cost(
            String provider, String model, String said, String guessed, String lost) {
        return new Cost(
                provider, model, 3, 5, Usd.parse(said), Usd.parse(guessed), Usd.parse(lost));
    }

    @Test
    void theTotalIsAllThatProvidersTookOrMayTake() throws Exception {
        var bill = AssemblyFile.emptyJson();

        PaidCalls.add(
                bill,
                List.of(
                        cost("bfl", "ultra", "0.12", "0", "0.06"),
                        cost("openai", "chat", "0", "0.01", "0"),
                        cost("openai", "gpt-image-2", "0", "0.56", "0")));

        assertEquals(
                new JsonMapper()
                        .readTree(
                                """
                                {"providers": {
                                  "bfl": {"ultra": {"calls": 3, "results": 5,
                                    "charged": 0.12, "estimated": 0, "uncertain": 0.06}},
                                  "openai": {
                                    "chat": {"calls": 3, "results": 5,
                                      "charged": 0, "estimated": 0.01, "uncertain": 0},
                                    "gpt-image-2": {"calls": 3, "results": 5,
                                      "charged": 0, "estimated": 0.56, "uncertain": 0}}},
                                 "sub_total": 0.75, "total": 0.75}
                                """)
                        .toPrettyString(),
                bill.toPrettyString());
    }
}
