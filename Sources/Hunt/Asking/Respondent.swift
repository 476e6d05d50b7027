package import JWTConformance
import Synchronization

/// What a verifier says of a trial.
package enum Response: Hashable, Sendable {
    case accept(Octets)
    /// The reason and what else was said, without what differs from token to token.
    case reject(String)
    /// An exception that isn't the verifier's way to reject.
    case error(String)
    /// It can't be asked this.
    case unsupported
    /// The program ended, hung or broke the protocol.
    case failure(Failure, String)

    /// How a program fails.
    package enum Failure: String, Hashable, Sendable { case crash, hang, protocolViolation = "protocol-violation" }
}

/// A verifier that is asked about trials: a program, the reference, or a mutant of it.
package protocol Respondent: Sendable {
    /// How the document calls it.
    var label: String { get }
    /// Says who it is; `nil` once it can't be asked any more.
    func introduce() async -> ImplementationProfile?
    /// Asks about trials, several at a time.
    ///
    /// - Returns: the responses in the order of the trials.
    func responses(to trials: [HuntQuestion]) async -> [Response]
    /// Why it can't be asked any more.
    var unavailability: String? { get }
    /// Releases its resources.
    func finish() async
}

/// What is asked about one trial: a question, or several that belong to a sequence.
package struct HuntQuestion: Sendable {
    let questions: [Question]
    /// What the features that it needs can be remembered by; `nil` if nothing else needs the same.
    let shape: ObjectIdentifier?
    /// The algorithm of a good token that nobody pinned: a verifier that doesn't know it has to reject it.
    let unpinned: String?

    /// What the reference says of it.
    let verdict: ReferenceVerdict

    init(_ trial: Trial) {
        (questions, verdict) = (trial.questions, trial.verdict)
        let (specimen, genuine) = (trial.specimen, trial.seed.specimen)
        let isAlike =
            specimen.form == .compact && specimen.whole == nil && specimen.key.kind == genuine.key.kind
            && (specimen.policy == genuine.policy || specimen.policy.members == genuine.policy.members)
            && specimen.policy.algorithms == genuine.policy.algorithms
            && specimen.content == genuine.content && trial.questions.count == 1
            && specimen.header.object?["b64"] == nil && specimen.tokenEdits.isEmpty
        let isGood = if case .accepted = trial.verdict { true } else { false }
        let isPinned = specimen.policy.algorithms != .implementationDefault
        unpinned = isGood && !isPinned ? specimen.header.object?.plainText("alg") : nil
        shape = isAlike ? ObjectIdentifier(trial.seed) : nil
    }
}

/// A verifier behind the harness's interface, asked with several questions in flight.
package final class VerifierRespondent: Respondent {
    package let label: String
    private let verifier: any Verifier
    private let window: Int
    private let state = Mutex(State())

    private struct State {
        var capabilities: Capabilities?
        var supported: [ObjectIdentifier: Bool] = [:]
        var unavailability: String?
        var silence = 0
        var sequences = 0
    }

    /// How many questions in a row may stay without an answer.
    private static let patience = 12

    /// - Parameters:
    ///   - verifier: whom to ask.
    ///   - window: questions in flight.
    package init(_ verifier: NamedVerifier, window: Int = 32) {
        (label, self.verifier, self.window) = (verifier.label, verifier.verifier, max(1, window))
    }

    package var unavailability: String? { state.withLock { $0.unavailability } }

    package func introduce() async -> ImplementationProfile? {
        do throws(VerifierFault) {
            let profile = try await verifier.profile
            state.withLock { $0.capabilities = profile.capabilities }
            return profile.bounded
        } catch {
            state.withLock { $0.unavailability = error.description.bounded(to: 1024) }
            return nil
        }
    }

    package func finish() async { await verifier.finish() }

    package func responses(to trials: [HuntQuestion]) async -> [Response] {
        guard unavailability == nil else { return trials.map { _ in .unsupported } }
        let asked = trials.indices.filter { isSupported(trials[$0]) }
        var responses = [Response](repeating: .unsupported, count: trials.count)
        var rest = asked[...]
        while !rest.isEmpty, unavailability == nil, !Task.isCancelled {
            let (answered, faulty) = await ask(&rest, trials)
            for (position, response) in answered { responses[position] = response }
            // Whose fault it was shows when each is asked alone.
            for position in faulty.sorted() where unavailability == nil && !Task.isCancelled {
                responses[position] = await alone(trials[position].questions)
            }
        }
        return responses
    }

    private func isSupported(_ trial: HuntQuestion) -> Bool {
        let (capabilities, known) = state.withLock { state in
            (state.capabilities, trial.shape.flatMap { state.supported[$0] })
        }
        if let known, trial.unpinned == nil { return known }
        guard let capabilities else { return true }
        if let name = trial.unpinned, !capabilities.algorithms.contains(name) { return false }
        let isSupported = trial.questions.allSatisfy { capabilities.firstUndeclared(of: $0) == nil }
        if let shape = trial.shape { state.withLock { $0.supported[shape] = isSupported } }
        return isSupported
    }

    /// Asks until all are asked or one has no answer.
    private func ask(
        _ rest: inout ArraySlice<Int>,
        _ trials: [HuntQuestion]
    ) async -> (answered: [(Int, Response)], faulty: [Int]) {
        let queue = AskingQueue(rest)
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<min(window, rest.count) {
                group.addTask {
                    while let position = queue.next() {
                        do throws(VerifierFault) {
                            queue.note(position, try await self.answer(to: trials[position].questions))
                        } catch {
                            queue.noteFault(position)
                        }
                    }
                }
            }
        }
        rest = queue.rest
        return queue.results
    }

    /// Asks a question, or several in order under a name of their own, and returns the answer to the last.
    private func answer(to questions: [Question]) async throws(VerifierFault) -> Response {
        guard questions[0].sequence != nil else { return Response(try await verifier.answer(questions[0])) }
        let name = state.withLock { state in
            state.sequences += 1
            return "h\(state.sequences)"
        }
        var response = Response.unsupported
        for var question in questions {
            question.sequence = name
            response = Response(try await verifier.answer(question))
            if response == .unsupported { break }
        }
        return response
    }

    /// Asks with nothing else in flight, so that a fault is this trial's.
    private func alone(_ questions: [Question]) async -> Response {
        do throws(VerifierFault) {
            let response = try await answer(to: questions)
            state.withLock { $0.silence = 0 }
            return response
        } catch {
            if Task.isCancelled { return .unsupported }
            if case .unavailable(let what, _) = error {
                state.withLock { $0.unavailability = what.bounded(to: 1024) }
                return .unsupported
            }
            state.withLock { state in
                state.silence += 1
                if state.silence >= Self.patience {
                    state.unavailability = "no answer to \(state.silence) questions in a row; the rest wasn't asked"
                }
            }
            return Response(error)
        }
    }
}

/// What is left to ask, and what came back; shared by the tasks that ask.
private final class AskingQueue: Sendable {
    private struct State {
        var rest: ArraySlice<Int>
        var answered: [(Int, Response)] = []
        var faulty: [Int] = []
    }

    private let state: Mutex<State>

    init(_ rest: ArraySlice<Int>) {
        state = Mutex(State(rest: rest))
    }

    func next() -> Int? {
        state.withLock { state in
            state.faulty.isEmpty && !Task.isCancelled ? state.rest.popFirst() : nil
        }
    }

    func note(_ position: Int, _ response: Response) {
        state.withLock { $0.answered.append((position, response)) }
    }

    func noteFault(_ position: Int) {
        state.withLock { $0.faulty.append(position) }
    }

    var rest: ArraySlice<Int> { state.withLock { $0.rest } }
    var results: (answered: [(Int, Response)], faulty: [Int]) { state.withLock { ($0.answered, $0.faulty) } }
}

extension Response {
    init(_ answer: Answer) {
        self =
            switch answer {
            case .accept(let payload): .accept(payload)
            case .reject(let reason, let detail): .reject(Self.words(reason, detail))
            case .unsupported: .unsupported
            case .error(let detail): .error(Self.words(nil, detail))
            }
    }

    init(_ fault: VerifierFault) {
        self =
            switch fault {
            case .crash(let what, _): .failure(.crash, Self.words(nil, what))
            case .hang: .failure(.hang, "")
            case .protocolViolation(let what, _): .failure(.protocolViolation, Self.words(nil, what))
            case .unavailable: .unsupported
            }
    }

    /// The kind of message.
    ///
    /// It is the first two parts of the detail, without numbers, quotations, places in files and anything
    /// else that comes from the token. Without a detail, the reason.
    package static func words(_ reason: String?, _ detail: String?) -> String {
        var words = ""
        var quote: Character?
        var parts = 0
        // A term of Erlang is all brackets.
        let isTerm = detail?.first == "{"
        reading: for character in (detail ?? "").prefix(400) {
            if let open = quote {
                if character == open { quote = nil }
                continue
            }
            switch character {
            case "\"", "'", "`":
                // An apostrophe stands behind a letter.
                if character == "'", words.last?.isLetter == true { words.append(character) } else { quote = character }
            case "[", "<", "#": break reading
            case "{", "}", "(":
                if !isTerm { break reading }
            case " " where words.hasSuffix(","): break reading
            case " " where words.hasSuffix(":"):
                parts += 1
                if parts == 2 { break reading }
                words.append(character)
            case "/" where words.hasSuffix(" at "): break reading
            case _ where character.isHexDigit && words.hasSuffix("0x"): break
            case _ where character.isNumber:
                if words.last != "0" { words.append("0") }
            case _ where character.asciiValue.map { (0x20...0x7E).contains($0) } ?? false: words.append(character)
            default: break
            }
            if words.count >= 72 { break }
        }
        while let last = words.last, " ,:".contains(last) { words.removeLast() }
        return words.isEmpty ? reason?.bounded(to: 40) ?? "" : words
    }
}
