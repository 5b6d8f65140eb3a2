package dev.tocsin.benchmarks.web.process;

import dev.tocsin.benchmarks.web.Load;
import dev.tocsin.benchmarks.web.LoadTarget;
import dev.tocsin.benchmarks.web.Served;
import dev.tocsin.benchmarks.web.process.Wrk.WrkRound;
import dev.tocsin.standalone.Trouble;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Loads several addresses of one server in turn, so that other work of the machine affects all of them.
///
/// @param time of each round
public record LoadRounds(URI service, Wrk client, Duration time, int many) {

    private static final Duration WARM_UP = Duration.ofSeconds(5);

    /// Bytes per second of a gigabit line: a higher rate on the loopback says more about the client.
    private static final long LINE = 125_000_000;

    /// `mostOfClient` is the client's largest share of one processor; a client at its limit would itself be measured.
    public record MeasuredRounds(List<Load> loads, double mostOfClient) {}

    /// @throws Trouble when one of them is not served
    public MeasuredRounds load(List<LoadTarget> addresses, Consumer<String> progress)
            throws IOException, InterruptedException {
        for (var address : addresses) {
            progress.accept("warming up: " + address.what());
            var served = client.saturate(service, address, WARM_UP).served();
            if (served.failed() > 0) {
                throw new Trouble("%s was not served: %s".formatted(address.what(), served));
            }
        }
        var saturated = new ArrayList<List<WrkRound>>();
        addresses.forEach(_ -> saturated.add(new ArrayList<>()));
        for (var round = 1; round <= many; round++) {
            progress.accept("round %d of %d, at full load".formatted(round, many));
            for (var number = 0; number < addresses.size(); number++) {
                saturated.get(number).add(client.saturate(service, addresses.get(number), time));
            }
        }
        var loads = new ArrayList<Load>();
        for (var number = 0; number < addresses.size(); number++) {
            loads.add(paced(addresses.get(number), saturated.get(number), progress));
        }
        return new MeasuredRounds(
                loads,
                saturated.stream()
                        .flatMap(List::stream)
                        .mapToDouble(WrkRound::share)
                        .max()
                        .orElse(0));
    }

    /// Loads an address at half the rate of its slowest round, and at no more than the line carries.
    private Load paced(LoadTarget address, List<WrkRound> saturated, Consumer<String> progress)
            throws IOException, InterruptedException {
        var served = saturated.stream().map(WrkRound::served).toList();
        var half = served.stream().mapToDouble(Served::perSecond).min().orElseThrow() / 2;
        var rate = Math.min(half, LINE / (double) address.part().bytes());
        progress.accept("%s, %.0f a second".formatted(address.what(), rate));
        return new Load(
                address.what(),
                address.part().bytes(),
                served,
                rate,
                client.ask(service, address, time, rate).served());
    }
}
