import Subprocess
import Synchronization

#if canImport(System)
import System
#else
import SystemPackage
#endif

/// Ends what this process leaves behind if it's killed itself.
///
/// A shell in a session of its own waits until its input ends, which only this process holds open. Then it kills every
/// process that carries a mark of this one, is in the session of a program or descends from one, or was said to
/// belong to one.
final class Watchdog: Sendable {
    static let shared = Watchdog()

    private struct State {
        var hasBegun = false
        var said = ""
    }

    private let state = Mutex(State())
    private let lines: AsyncStream<[UInt8]>
    private let writer: AsyncStream<[UInt8]>.Continuation

    private init() {
        // Only the last line counts.
        (lines, writer) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Starts the shell, once.
    ///
    /// Without it the run goes on: it matters only to who is killed.
    func begin() {
        guard
            state.withLock({ state in
                defer { state.hasBegun = true }
                return !state.hasBegun
            })
        else { return }
        Task.detached { [lines] in
            var options = PlatformOptions()
            options.createSession = true
            _ = try? await Subprocess.run(
                Configuration(
                    executable: .path("/bin/sh"),
                    arguments: ["-c", Self.script, "sh", ProcessTable.markPrefix + "[1-9]"],
                    environment: .inherit.updating([
                        .init(stringLiteral: ProcessTable.variable): ProcessTable.mark(of: 0)
                    ]),
                    platformOptions: options
                ),
                input: .inputWriter,
                output: .discarded,
                error: .discarded
            ) { running in
                for await line in lines { _ = try await running.standardInputWriter.write(line) }
            }
        }
    }

    /// Says which processes there are now, if they aren't those that were said before.
    func note() {
        let programs = RunningPrograms.current
        let leaders = programs.leaders.keys.sorted().map(String.init)
        let others = ProcessTable.current(maximumAge: .seconds(1)).entries.values
            .filter { $0.program.map(programs.numbers.contains) ?? false && !$0.isZombie }
            .sorted { $0.id < $1.id }
            // Few have more, and a line is written at once.
            .prefix(256)
            .map { "\($0.id):\($0.started)" }
        let line = (leaders + others).joined(separator: " ")
        let isNews = state.withLock { state in
            defer { state.said = line }
            return line != state.said
        }
        if isNews { writer.yield(Array((line + "\n").utf8)) }
    }

    /// Reads lines `LEADER… ID:START…` until its input ends; then kills in rounds, until a round finds nothing.
    private static let script = #"""
        trap '' INT TERM HUP QUIT PIPE
        while read -r line; do said=$line; done
        round=0
        while [ $round -lt 50 ]; do
            round=$((round + 1))
            found=" $(grep -l "$1" /proc/[0-9]*/environ 2> /dev/null | tr -c '0-9\n' ' ' | tr '\n' ' ')"
            for leader in $said; do
                case $leader in *:*) ;; *) kill -9 -- "-$leader" 2> /dev/null ;; esac
            done
            for file in /proc/[0-9]*/stat; do
                read -r stat 2> /dev/null < "$file" || continue
                id=${stat%% *}
                set -f; set -- "$1" ${stat##*) }; set +f
                [ "$2" != Z ] || continue
                case " $said " in *" $5 "* | *" $id:${21} "*) found="$found $id " ;; esac
                case $found in *" $3 "*) found="$found $id " ;; esac
            done
            living=
            for id in $found; do
                [ "$id" = $$ ] || { kill -9 "$id" 2> /dev/null && living=1; }
            done
            [ -n "$living" ] || break
            sleep 0.05
        done
        """#
}
