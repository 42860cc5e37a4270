package dev.atelier.server.store.jdbc;

import dev.atelier.robots.generate.ProviderException;
import dev.atelier.robots.generate.ProviderLedger;
import dev.atelier.robots.generate.ProviderLedger.Order;
import dev.atelier.robots.generate.Usd;

import org.jspecify.annotations.Nullable;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

/**
 * What is spent or set aside: a row per Assembly, per account and day, per provider and day. A row
 * is locked while it is raised, so that two calls cannot both take the last of a budget.
 */
final class Spending {
    private Spending() {}

    /** Carries a refusal through a transaction, which it undoes. */
    static final class OverBudgetException extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final ProviderException refusal;

        OverBudgetException(ProviderException refusal) {
            super(refusal);
            this.refusal = refusal;
        }

        ProviderException refusal() {
            return refusal;
        }
    }

    /** The account an Assembly belongs to; blank for one that is not stored. */
    static String account(Connection connection, Order order) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement("select account from assembly where id = ?")) {
            select.setString(1, order.job().assemblyId());
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }

    static void setAside(
            Connection connection, Order order, String account, ProviderLedger.Budgets budgets)
            throws SQLException {
        List<String> scopes =
                scopes(order.job().assemblyId(), account, order.provider(), order.started());
        raise(connection, scopes.get(0), "this Assembly", order, budgets.perAssembly());
        raise(connection, scopes.get(1), "this key today", order, budgets.perKeyAndDay());
        String provider = order.provider() + " today";
        raise(connection, scopes.get(2), provider, order, budgets.perProviderAndDay());
    }

    private static List<String> scopes(
            String assemblyId, String account, String provider, Instant at) {
        String day = at.atZone(ZoneOffset.UTC).toLocalDate().toString();
        return List.of(
                "assembly/" + assemblyId,
                "account/" + day + "/" + account,
                "provider/" + day + "/" + provider);
    }

    private static void raise(
            Connection connection, String scope, String whose, Order order, @Nullable Usd most)
            throws SQLException {
        add(connection, scope, order.estimate().micros());
        var now = new Usd(micros(connection, scope));
        if (most != null && now.micros() > most.micros()) {
            Usd before = now.minus(order.estimate());
            throw new OverBudgetException(
                    ProviderLedger.overBudget(whose, before, order.estimate(), most));
        }
    }

    private static void add(Connection connection, String scope, long micros) throws SQLException {
        try (PreparedStatement upsert =
                connection.prepareStatement(
                        """
                        insert into provider_spending (scope, micros) values (?, ?)
                        on conflict (scope) do update
                        set micros = provider_spending.micros + excluded.micros
                        """)) {
            upsert.setString(1, scope);
            upsert.setLong(2, micros);
            upsert.executeUpdate();
        }
    }

    private static long micros(Connection connection, String scope) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        "select micros from provider_spending where scope = ?")) {
            select.setString(1, scope);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getLong(1) : 0;
            }
        }
    }

    /** Puts the real cost in the place of what was set aside for the call. */
    static void settle(Connection connection, String key, Usd cost) throws SQLException {
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select assembly_id, account, provider, started, estimate_micros
                        from provider_call where idem_key = ?
                        """)) {
            select.setString(1, key);
            try (ResultSet row = select.executeQuery()) {
                if (row.next()) {
                    long more = cost.micros() - row.getLong("estimate_micros");
                    for (String scope : scopes(row)) {
                        add(connection, scope, more);
                    }
                }
            }
        }
    }

    private static List<String> scopes(ResultSet call) throws SQLException {
        return scopes(
                call.getString("assembly_id"),
                call.getString("account"),
                call.getString("provider"),
                Instant.ofEpochMilli(call.getLong("started")));
    }
}
