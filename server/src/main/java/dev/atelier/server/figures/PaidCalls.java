package dev.atelier.server.figures;

import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.atelier.robots.generate.ProviderLedger.Cost;
import dev.atelier.robots.generate.Usd;

import java.util.List;

/** What providers charged or will charge, for a bill; this service itself charges nothing. */
final class PaidCalls {
    private PaidCalls() {}

    /** Adds what each model cost, in US dollars, and makes the sum the total of the bill. */
    static void add(ObjectNode bill, List<Cost> costs) {
        ObjectNode providers = bill.putObject("providers");
        Usd total = Usd.ZERO;
        for (Cost cost : costs) {
            ObjectNode model =
                    providers.withObjectProperty(cost.provider()).putObject(cost.model());
            model.put("calls", cost.calls());
            model.put("results", cost.results());
            model.put("charged", cost.charged().dollars());
            model.put("estimated", cost.estimated().dollars());
            model.put("uncertain", cost.uncertain().dollars());
            total = total.plus(cost.charged()).plus(cost.estimated()).plus(cost.uncertain());
        }
        bill.put("sub_total", total.dollars());
        bill.put("total", total.dollars());
    }
}
