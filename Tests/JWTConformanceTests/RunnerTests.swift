import JWTConformance
import Synchronization
import Testing

@Suite struct RunnerTests {
    private let vectors = (0..<40).map { Vector.sample("v/t\($0)") }

    private func run(
        _ vectors: [Vector],
        _ verifiers: FakeVerifier...,
        options: Runner.Options = Runner.Options()
    ) async -> RunDocument {
        let candidates = verifiers.enumerated().map { NamedVerifier(label: "fake\($0.offset)", verifier: $0.element) }
        return await Runner(options: options).run(vectors, verifiers: candidates)
    }

    private func options(window: Int = 32, jobs: Int = 1, repeats: Int = 1) -> Runner.Options {
        var options = Runner.Options()
        (options.window, options.jobs, options.repeats) = (window, jobs, repeats)
        return options
    }

    @Test(arguments: [1, 4, 32, 100])
    func `every vector is asked once and kept in order`(window: Int) async {
        let verifier = FakeVerifier { _, _ in .reject(reason: nil, detail: nil) }
        let document = await run(vectors, verifier, options: options(window: window))
        #expect(document.complete)
        #expect(document.implementations[0].cases.map(\.id) == vectors.map(\.id))
        #expect(document.implementations[0].summary.count(.pass) == 40)
        #expect(document.implementations[0].cases.allSatisfy { ($0.seconds ?? -1) >= 0 })
        #expect(vectors.allSatisfy { verifier.timesAsked(String($0.id.dropFirst(2))) == 1 })
        #expect(verifier.mostInFlight <= window)
        #expect(verifier.timesFinished == 1)
    }

    @Test func `the window is used`() async {
        let verifier = FakeVerifier { _, _ in
            try? await Task.sleep(for: .milliseconds(5))
            return .reject(reason: nil, detail: nil)
        }
        _ = await run(vectors, verifier, options: options(window: 8))
        #expect(verifier.mostInFlight == 8)
    }

    /// A program that dies takes everything in flight with it; here every call throws that is in flight with `t7`.
    @Test(arguments: [VerifierFault.crash("signal 11", standardError: "boom"), .hang(after: 2, standardError: "")])
    func `the question at fault is found and the others keep their verdicts`(fault: VerifierFault) async {
        let isDying = Mutex(false)
        let inFlight = Mutex(0)
        let verifier = FakeVerifier { token, time throws(VerifierFault) in
            inFlight.withLock { $0 += 1 }
            defer {
                let left = inFlight.withLock { count in
                    count -= 1
                    return count
                }
                if left == 0 { isDying.withLock { $0 = false } }
            }
            if token == "t7" { isDying.withLock { $0 = true } }
            try? await Task.sleep(for: .milliseconds(2))
            if isDying.withLock({ $0 }) { throw fault }
            return token == "t9" ? .accept(payload: Octets([])) : .reject(reason: nil, detail: nil)
        }
        let document = await run(vectors, verifier)
        var expected = Dictionary(uniqueKeysWithValues: vectors.map { ($0.id, Verdict.pass) })
        expected["v/t7"] = fault.verdict
        expected["v/t9"] = .bypass
        #expect(document.verdicts() == expected)
        #expect(verifier.timesAsked("t7") == 2)
        #expect(document.implementations[0].cases[7].answer?.outcome == fault.verdict.rawValue)
    }

    @Test func `several questions at fault in one window are all found`() async {
        let verifier = FakeVerifier { token, _ throws(VerifierFault) in
            switch token {
            case "t3", "t20": throw .crash("exit 1", standardError: "")
            case "t5": throw .protocolViolation("not JSON", standardError: "")
            default: .reject(reason: nil, detail: nil)
            }
        }
        let verdicts = await run(vectors, verifier).verdicts()
        #expect(verdicts["v/t3"] == .crash)
        #expect(verdicts["v/t20"] == .crash)
        #expect(verdicts["v/t5"] == .protocolViolation)
        #expect(verdicts.values.count { $0 == .pass } == 37)
    }

    @Test func `a fault that doesn't repeat is still reported`() async {
        let verifier = FakeVerifier { token, time throws(VerifierFault) in
            if token == "t3", time == 1 { throw .crash("signal 11", standardError: "") }
            return .reject(reason: nil, detail: nil)
        }
        let document = await run(vectors, verifier)
        #expect(document.verdicts()["v/t3"] == .flaky)
        #expect(document.implementations[0].summary.count(.pass) == 39)
        #expect(document.implementations[0].cases[3].detail?.contains("crash") == true)
    }

    @Test func `a deviation is asked twice`() async {
        let verifier = FakeVerifier { token, time in
            switch (token, time) {
            case ("t1", _): .accept(payload: Octets([]))
            case ("t2", 1): .accept(payload: Octets([]))
            case ("t3", _): .error(detail: "at 0x\(time)")
            default: .reject(reason: "time \(time)", detail: nil)
            }
        }
        let document = await run(vectors, verifier)
        #expect(document.verdicts()["v/t1"] == .bypass)
        #expect(document.verdicts()["v/t2"] == .flaky)
        #expect(document.verdicts()["v/t3"] == .unclean)
        #expect(verifier.timesAsked("t1") == 2)
        #expect(verifier.timesAsked("t4") == 1)
        #expect(
            document.implementations[0].cases[2].detail
                == "first accept with a payload of 0 octets, then reject (time 2)"
        )
    }

    @Test func `repeating finds rare flakiness`() async {
        let verifier = FakeVerifier { token, time in
            token == "t2" && time == 3 ? .accept(payload: Octets([])) : .reject(reason: nil, detail: nil)
        }
        let document = await run(vectors, verifier, options: options(repeats: 3))
        #expect(document.verdicts()["v/t2"] == .flaky)
        #expect(document.implementations[0].summary.count(.pass) == 39)
        #expect(verifier.timesAsked("t0") == 3)
    }

    @Test func `undeclared features are not asked`() async {
        let vectors = [
            Vector.sample("v/plain"), .sample("v/rare", algorithms: .only(["ES256K"])),
            .sample("v/claims", content: .claims),
        ]
        var capabilities = Capabilities.sample
        capabilities.contents = ["bytes"]
        let verifier = FakeVerifier(capabilities: capabilities) { _, _ in .reject(reason: nil, detail: nil) }
        let document = await run(vectors, verifier)
        #expect(document.verdicts() == ["v/plain": .pass, "v/rare": .skipped, "v/claims": .skipped])
        #expect(verifier.timesAsked("rare") == 0)
        #expect(document.implementations[0].summary.skippedFeatures == ["algorithm:ES256K": 1, "content:claims": 1])
        #expect(document.implementations[0].deviations.isEmpty)
    }

    @Test func `a broken claim is a failure`() async {
        let verifier = FakeVerifier(capabilities: .sample) { token, _ in
            .unsupported(feature: token == "a" ? "algorithm:HS256" : "route:bytes")
        }
        let document = await run([.sample("v/a"), .sample("v/b")], verifier)
        #expect(document.verdicts() == ["v/a": .brokenClaim, "v/b": .skipped])
        #expect(document.implementations[0].cases[1].feature == "route:bytes")
    }

    @Test func `an unavailable verifier doesn't affect the others`() async {
        let verifier = FakeVerifier { _, _ in .reject(reason: nil, detail: nil) }
        let document = await Runner().run(
            vectors,
            verifiers: [
                NamedVerifier(label: "absent", verifier: AbsentVerifier()),
                NamedVerifier(label: "fake", verifier: verifier),
            ]
        )
        #expect(document.implementations[0].state == .unavailable)
        #expect(document.implementations[0].displayName == "absent")
        #expect(document.implementations[0].standardError == "sh: not found\n")
        #expect(document.verdicts(0).values.allSatisfy { $0 == .notRun })
        #expect(document.verdicts(1).values.allSatisfy { $0 == .pass })
        #expect(document.complete)
    }

    @Test func `a verifier that exits keeps its answers`() async {
        let verifier = FakeVerifier { token, _ throws(VerifierFault) in
            guard let number = Int(token.dropFirst()), number < 10 else {
                throw .unavailable("would not start again", standardError: "")
            }
            return .reject(reason: nil, detail: nil)
        }
        let document = await run(vectors, verifier, options: options(window: 1))
        #expect(document.implementations[0].state == .unavailable)
        #expect(document.implementations[0].summary.count(.pass) == 10)
        #expect(document.implementations[0].summary.count(.notRun) == 30)
        #expect(verifier.timesAsked("t11") == 0)
    }

    @Test func `a verifier that never answers is abandoned`() async {
        let verifier = FakeVerifier { token, _ throws(VerifierFault) in
            if token == "t0" { return .reject(reason: nil, detail: nil) }
            throw .hang(after: 2, standardError: "")
        }
        let document = await run(vectors, verifier, options: options(window: 4))
        #expect(document.implementations[0].state == .unavailable)
        #expect(document.implementations[0].summary.count(.pass) == 1)
        #expect((16..<24).contains(document.implementations[0].summary.count(.hang)))
        #expect(document.implementations[0].detail?.contains("in a row") == true)
    }

    @Test func `cancelling keeps what was done`() async {
        let answered = Mutex(0)
        let verifier = FakeVerifier { _, _ throws(VerifierFault) in
            if answered.withLock({ $0 >= 10 }) {
                do { try await Task.sleep(for: .seconds(60)) } catch { throw .crash("killed", standardError: "") }
            }
            answered.withLock { $0 += 1 }
            return .reject(reason: nil, detail: nil)
        }
        let vectors = vectors
        let task = Task { await Runner().run(vectors, verifiers: [NamedVerifier(label: "slow", verifier: verifier)]) }
        while answered.withLock({ $0 < 10 }) { try? await Task.sleep(for: .milliseconds(1)) }
        task.cancel()
        let document = await task.value
        #expect(!document.complete)
        #expect(document.implementations[0].state == .interrupted)
        #expect(document.implementations[0].summary.count(.pass) >= 10)
        #expect(document.implementations[0].summary.count(.crash) == 0)
        #expect(document.implementations[0].summary.count(.notRun) >= 1)
        #expect(verifier.timesFinished == 1)
    }

    @Test func `events come in step and cover every case`() async {
        let events = Mutex<[String]>([])
        let verifiers = [
            FakeVerifier(name: "A") { _, _ in .error(detail: "") }, FakeVerifier { _, _ in .error(detail: "") },
        ]
        let candidates = verifiers.enumerated().map { NamedVerifier(label: "\($0.offset)", verifier: $0.element) }
        _ = await Runner(options: options(jobs: 2)).run(vectors, verifiers: candidates) { event in
            let line =
                switch event {
                case .started: "started"
                case .verifierStarted(let label, _): "\(label) started"
                case .suspected(let label, let result): "\(label) \(result.vector.id) suspected"
                case .caseFinished(let label, let result): "\(label) \(result.vector.id)"
                case .verifierFinished(let run): "\(run.label) finished"
                }
            events.withLock { $0.append(line) }
        }
        let all = events.withLock { $0 }
        let lines = all.filter { !$0.hasSuffix(" suspected") }
        // Each deviation is announced once, before it's asked about again.
        #expect(all.count - lines.count == 2 * 40)
        #expect(lines.count == 1 + 2 * 42)
        #expect(Set(lines).count == lines.count)
        #expect(lines.first == "started")
        for label in ["0", "1"] {
            let own = lines.filter { $0.hasPrefix("\(label) ") }
            #expect(own.first == "\(label) started")
            #expect(own.last == "\(label) finished")
        }
    }

    @Test func `a hostile verifiers strings are bounded`() async {
        let verifier = FakeVerifier(name: "\u{1B}[2J" + String(repeating: "x", count: 100_000)) { token, _ in
            token == "t0"
                ? .reject(reason: "\u{1B}]0;owned\u{7}", detail: String(repeating: "\u{202E}", count: 1_000_000))
                : .accept(payload: Octets(Array(repeating: 0, count: 1_000_000)))
        }
        let document = await run(Array(vectors.prefix(2)), verifier)
        let run = document.implementations[0]
        #expect(run.displayName.utf8.count < 300)
        #expect(run.displayName.hasPrefix("\\u{1B}[2J"))
        #expect(run.cases[0].answer?.reason == "\\u{1B}]0;owned\\u{7}")
        #expect((run.cases[0].answer?.detail?.utf8.count ?? 0) < 12_000)
        #expect(run.cases[1].answer?.payload?.bytes.count == 4096)
        #expect(run.cases[1].answer?.payloadLength == 1_000_000)
    }

    @Test func `one vector can be asked from a test`() async {
        let verifier = FakeVerifier(capabilities: .sample) { _, _ in .accept(payload: Octets(utf8: "x")) }
        let result = await Vector.sample("v/a").verdict(of: verifier)
        #expect(result.verdict == .bypass)
        for part in ["bypass", "v/a", "RFC7515#4.1.11", "token     a", "expected  reject", "answered  accept"] {
            #expect("\(result)".contains(part))
        }
        #expect(await Vector.sample("v/a").verdict(of: AbsentVerifier()).verdict == .notRun)
        let skipped = await Vector.sample("v/a", algorithms: .only(["PS256"])).verdict(of: verifier)
        #expect(skipped.verdict == .skipped)
        #expect(skipped.verdict.isExpected)
        #expect(skipped.feature == .algorithm("PS256"))
    }
}
