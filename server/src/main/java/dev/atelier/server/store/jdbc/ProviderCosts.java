package dev.atelier.server.store.jdbc;

import dev.atelier.robots.generate.ProviderLedger.Cost;
import dev.atelier.robots.generate.Usd;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What paid calls cost: those still known one by one, and the sums that are kept of those that were
 * forgotten with their Assembly.
 */
final class ProviderCosts {
    private static final long DAY = 86_400_000;

    /** Of calls, for each group of them. */
    private static final String SUMS =
            """
            count(*) as calls,
            sum(case when state = 'DONE' then pictures else 0 end) as results,
            sum(case when state = 'DONE' then coalesce(cost_micros, 0) else 0 end) as charged,
            sum(case when state in ('SENT', 'ACCEPTED') or (state = 'DONE' and cost_micros is null)
                then estimate_micros else 0 end) as estimated,
            sum(case when state = 'LOST' then estimate_micros else 0 end) as uncertain
            """;

    /** Keeps what the calls of an Assembly cost; to be followed by forgetting them. */
    static final String KEEP =
            """
            insert into provider_cost (account, day, provider, model, calls, results, charged,
            estimated, uncertain)
            select account, started / 86400000, provider, model,
            """
                    + SUMS
                    + """
                    from provider_call where assembly_id = ? and state <> 'RELEASED'
                    group by account, started / 86400000, provider, model
                    on conflict (account, day, provider, model) do update set
                    calls = provider_cost.calls + excluded.calls,
                    results = provider_cost.results + excluded.results,
                    charged = provider_cost.charged + excluded.charged,
                    estimated = provider_cost.estimated + excluded.estimated,
                    uncertain = provider_cost.uncertain + excluded.uncertain
                    """;

    private static final String READ =
            """
            select provider, model, sum(calls), sum(results), sum(charged), sum(estimated),
            sum(uncertain) from (
                select provider, model,
            """
                    + SUMS
                    + """
                        from provider_call
                        where account = ? and started >= ? and started < ? and state <> 'RELEASED'
                        group by provider, model
                    union all
                        select provider, model, calls, results, charged, estimated, uncertain
                        from provider_cost where account = ? and day >= ? and day < ?
                    ) as known group by provider, model order by provider, model
                    """;

    private ProviderCosts() {}

    static List<Cost> read(Connection connection, String account, LocalDate from, LocalDate before)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(READ)) {
            select.setString(1, account);
            select.setLong(2, from.toEpochDay() * DAY);
            select.setLong(3, before.toEpochDay() * DAY);
            select.setString(4, account);
            select.setLong(5, from.toEpochDay());
            select.setLong(6, before.toEpochDay());
            try (ResultSet rows = select.executeQuery()) {
                var costs = new ArrayList<Cost>();
                while (rows.next()) {
                    costs.add(cost(rows));
                }
                return costs;
            }
        }
    }

    private static Cost cost(ResultSet row) throws SQLException {
        return new Cost(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                row.getInt(4),
                new Usd(row.getLong(5)),
                new Usd(row.getLong(6)),
                new Usd(row.getLong(7)));
    }
}
