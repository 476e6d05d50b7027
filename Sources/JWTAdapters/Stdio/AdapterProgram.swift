import JWTConformance
import Subprocess
import Synchronization

/// Runs a program, carries the lines of a conversation to and from it, and sees to it that nothing of it is left.
struct AdapterProgram: Sendable {
    /// Why a conversation ended.
    private enum Ending: Sendable {
        /// Standard output ended, perhaps in the middle of a line.
        case outputEnded(rest: [UInt8])
        case silent(after: Duration)
        /// It used more than it may, in words.
        case outgrown(String)
        case violation(String)
        /// Its input was closed, or the run is over, and it didn't end.
        case overstayed
    }

    private typealias Running = Execution<CustomWriteInput, SequenceOutput, SequenceOutput>

    /// How often the clock is looked at.
    ///
    /// A timer for each question would cost more than the questions.
    private static let tick = Duration.milliseconds(20)

    let command: [String]
    let limits: StdioVerifier.Limits
    let errors: StandardErrorTail
    /// The longest request so far, in bytes.
    private let longestRequest = Longest()

    init(command: [String], limits: StdioVerifier.Limits) {
        self.command = command
        self.limits = limits
        errors = StandardErrorTail(limit: limits.standardErrorBytes)
    }

    /// Starts the program and converses until one side ends it; then ends every process of it.
    ///
    /// - Returns: the program's fault, if there was one.
    @concurrent
    func run(_ conversation: Conversation) async -> VerifierFault? {
        if let shortage = StartingRoom.shortage() { return .unavailable(shortage, standardError: "") }
        guard let number = RunningPrograms.begin() else {
            return .unavailable("it isn't started, because the run is being ended", standardError: "")
        }
        defer { RunningPrograms.ended(number) }
        guard let configuration = configuration(number) else {
            let what = "no command was given, or one longer than a path can be; name a program that speaks the protocol"
            return .unavailable(what, standardError: "")
        }
        ignoreBrokenPipes()
        do {
            let result = try await Subprocess.run(
                configuration,
                input: .inputWriter,
                output: .sequence,
                error: .sequence
            ) { running in
                await converse(conversation, with: running, number)
            }
            let (ending, endedItself) = result.closureResult
            let status = endedItself ? result.terminationStatus : nil
            return fault(of: ending, status: status, standardError: errors.text)
        } catch {
            return cannotStart(error, standardError: errors.text)
        }
    }

    /// Reads, writes, drains and watches at the same time until the conversation ends, then ends the process.
    private func converse(
        _ conversation: Conversation,
        with running: Running,
        _ number: Int
    ) async -> (Ending, endedItself: Bool) {
        RunningPrograms.started(number, leader: running.processIdentifier.value)
        conversation.begin(with: running.processIdentifier.value, of: number)
        return await withTaskGroup(of: Ending?.self) { group in
            group.addTask {
                await write(conversation.outgoing, to: running)
                return nil
            }
            group.addTask {
                await drain(running)
                return nil
            }
            group.addTask { await read(running, into: conversation) }
            group.addTask { await watch(conversation, of: number) }
            var ending: Ending?
            while ending == nil, let next = await group.next() { ending = next }
            conversation.stop()
            let waits = if case .outputEnded = ending { true } else { false }
            let endedItself = await end(running, number, afterWaiting: waits)
            group.cancelAll()
            return (ending ?? .overstayed, endedItself)
        }
    }

    private func write(_ lines: AsyncStream<[UInt8]>, to running: Running) async {
        // A write fails when the program is gone or has closed its input. Which of them, its output or the clock tells.
        for await line in lines {
            longestRequest.note(line.count)
            let written = try? await running.standardInputWriter.write(line)
            if written != line.count { return }
        }
        try? await running.standardInputWriter.finish()
    }

    private func drain(_ running: Running) async {
        do {
            for try await buffer in running.standardError {
                errors.append(bytes(of: buffer))
                // What a process that escaped its group goes on writing isn't waited for.
                if Task.isCancelled { break }
            }
        } catch {
            errors.append(Array("(standard error can't be read: \(error))".utf8))
        }
    }

    private func read(_ running: Running, into conversation: Conversation) async -> Ending {
        var splitter = LineSplitter(longestLine: limits.longestLineBytes)
        do {
            for try await buffer in running.standardOutput {
                splitter.longestLine = max(limits.longestLineBytes, 4 * longestRequest.count)
                try splitter.append(bytes(of: buffer)) { line throws(ProtocolViolation) in
                    try conversation.receive(line)
                }
            }
        } catch let violation as ProtocolViolation {
            return .violation(violation.what)
        } catch {
            return .violation("its standard output can't be read: \(error)")
        }
        return .outputEnded(rest: splitter.rest)
    }

    private func watch(_ conversation: Conversation, of number: Int) async -> Ending? {
        var resources = ResourceWatch(program: number, limits: limits)
        while !Task.isCancelled {
            try? await Task.sleep(for: Self.tick)
            if let excess = resources.excess(turn: conversation.turn) { return .outgrown(excess) }
            if conversation.isOverstaying || RunningPrograms.isEnding { return .overstayed }
            if conversation.overdue == nil { continue }
            // Checked twice: if this machine was busy, a reply may be in the pipe.
            try? await Task.sleep(for: Self.tick)
            if let limit = conversation.overdue { return .silent(after: limit) }
        }
        return nil
    }

    /// Ends the program, and every process that it started, daemons included.
    ///
    /// The process itself isn't reaped before this returns, so its id can't be another's.
    private func end(_ running: Running, _ number: Int, afterWaiting waits: Bool) async -> Bool {
        let process = running.processIdentifier.value
        // Who ends the run doesn't wait for long.
        var grace: Duration { RunningPrograms.isEnding ? min(limits.grace, .milliseconds(500)) : limits.grace }
        let endedItself = waits ? await hasEnded(process, within: grace) : false
        if !endedItself {
            try? running.send(signal: .terminate, toProcessGroup: true)
            _ = await hasEnded(process, within: grace)
        }
        await RunningPrograms.kill(number)
        return endedItself
    }

    private func bytes(of buffer: SubprocessOutputSequence.Buffer) -> [UInt8] {
        unsafe buffer.withUnsafeBytes { unsafe Array($0) }
    }

    private func fault(of ending: Ending, status: TerminationStatus?, standardError: String) -> VerifierFault? {
        switch (ending, status) {
        case (.overstayed, _):
            return nil
        case (.silent(let limit), _):
            return .hang(after: limit / .seconds(1), standardError: standardError)
        case (.outgrown(let what), _):
            return .crash(what, standardError: standardError)
        case (.violation(let what), _):
            return .protocolViolation(what, standardError: standardError)
        case (.outputEnded, nil):
            return .protocolViolation("it closed its standard output but kept running", standardError: standardError)
        case (.outputEnded(let rest), .some(let status)):
            let lastWords = rest.isEmpty ? "" : ", in the middle of the line \(Excerpt(rest))"
            return .crash(description(of: status) + lastWords, standardError: standardError)
        }
    }
}

/// The greatest of the lengths that were noted.
private final class Longest: Sendable {
    private let most = Atomic(0)

    var count: Int { most.load(ordering: .relaxed) }

    func note(_ count: Int) {
        _ = most.max(count, ordering: .relaxed)
    }
}
