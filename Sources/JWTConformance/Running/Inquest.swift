/// Finds which of the questions that a process was asked made it fail.
///
/// A fault concerns what was in flight and everything that was answered since the process started. Each suspect is asked
/// again in a process that has seen nothing else and gets time to fail after its answer. The first suspects are the question
/// that was being answered and the last one answered; all others are asked again in groups, and a group that fails in smaller
/// ones, so that every culprit is found in a few steps. What was answered in a process that came to a clean end is innocent.
/// If only company makes the program fail, or nothing does any more, the fault is the program's and no question's.
package struct Inquest: Sendable {
    /// A question that made a process fail.
    package struct Culprit: Sendable {
        let number: Int
        /// Which of the inquiry's questions it was, from 1.
        let step: Int
        /// What came back, up to this question's own answer, if it had one.
        let reply: Inquiry.Reply
        /// How the process failed.
        package let fault: VerifierFault
        /// Whether it failed after its answer.
        package var hadAnswered: Bool { reply.fault == nil }
    }

    /// A fault that no question alone brings about.
    package struct Incident: Sendable {
        let fault: VerifierFault
        /// The inquiry that was asked last.
        let last: Int?
        /// What it takes, in words, if that isn't company.
        let occasion: String?

        /// What happened, and when, in a sentence.
        ///
        /// - Parameter name: what an inquiry is called.
        /// - Returns: the sentence, without a period.
        package func words(_ name: (Int) -> String) -> String {
            if let occasion { return "\(fault), \(occasion)" }
            return "\(fault), and no question alone makes it do so" + (last.map { "; last asked: \(name($0))" } ?? "")
        }
    }

    /// What came out.
    package struct Findings: Sendable {
        /// Those who did it, by their numbers.
        package internal(set) var culprits: [Int: Culprit] = [:]
        /// What the others answered in a process that came to a clean end.
        package internal(set) var cleared: [Int: Inquiry.Reply] = [:]
        /// What was answered before a culprit: asked again in the end, by ``Inquest/clear(_:)``.
        var pending: [Inquiry] = []
        /// What no question is to blame for.
        package internal(set) var incident: Incident?
        /// Why the program can't be asked any more, if so.
        package internal(set) var unavailable: VerifierFault?

        init(unavailable: VerifierFault? = nil) {
            self.unavailable = unavailable
        }

        /// Whether nothing is known of an inquiry.
        func isOpen(_ inquiry: Inquiry) -> Bool {
            culprits[inquiry.number] == nil && cleared[inquiry.number] == nil
        }
    }

    /// When a process failed.
    enum Phase: Sendable {
        /// Before it was told that no more questions follow.
        case working
        /// After that.
        case ending
    }

    /// A process from its start to its end.
    fileprivate struct Course: Sendable {
        var answered: [QuestionWindow.Delivery] = []
        /// What was in flight at its end, the oldest first.
        var open: [QuestionWindow.Delivery] = []
        var fault: VerifierFault?
        var phase = Phase.working
    }

    /// How long a process has to fail after an answer.
    private static let settling = Duration.milliseconds(400)
    /// How long it may take to exit, the second time.
    private static let lastGrace = Duration.seconds(2)
    /// How long an answer may take while groups are asked, in seconds: a suspect found so is asked again without hurry.
    private static let haste = 0.5
    /// How many processes run at the same time, and into how many groups a group is divided.
    private static let breadth = 4

    let verifier: any IsolatedVerifier
    let width: Int
    /// Whether the program fails without being asked anything; `nil`: nobody looked.
    private var failsUnasked: Bool?
    /// Whether the program ends badly whatever it was asked; `nil`: it can't be told yet.
    private var endsBadly: Bool?
    private var findings = Findings()

    init(of verifier: any IsolatedVerifier, width: Int) {
        (self.verifier, self.width) = (verifier, width)
    }

    /// Looks for all culprits of a fault.
    ///
    /// - Parameters:
    ///   - fault: how it failed.
    ///   - phase: when it failed.
    ///   - answered: what the process was asked and had answered, in that order.
    ///   - open: what it hadn't answered, in that order.
    /// - Returns: the culprits and the innocent; of what was open, nothing is said that wasn't asked again.
    mutating func hold(
        on fault: VerifierFault,
        _ phase: Phase,
        answered: [Inquiry],
        open: [Inquiry]
    ) async -> Findings {
        findings = Findings()
        let answered = answered.lastOfEach
        let pool = answered + open
        await checkUnasked()
        if failsUnasked == true {
            findings.incident = Incident(fault: fault, last: nil, occasion: "without being asked anything")
            findings.unavailable = .unavailable("unasked, it \(fault)", standardError: fault.standardError)
        }
        if phase == .ending { await checkEnding(pool) }
        if findings.unavailable != nil || Task.isCancelled { return findings }
        if phase == .ending, endsBadly == true {
            findings.incident = Incident(fault: fault, last: nil, occasion: "whatever it was asked")
            return findings
        }
        if await examineLikely(open.first, answered.last, pool) {
            // One process for them all is enough, once everything was asked.
            findings.pending = answered.filter(findings.isOpen)
        } else {
            await sift([Array(open.dropFirst()), answered], isImmediate: false, pool)
        }
        conclude(fault, phase, last: (open.first ?? answered.last)?.number)
        return findings
    }

    /// Asks again what was answered by processes that didn't come to a clean end.
    ///
    /// - Parameter pending: what was asked.
    /// - Returns: the culprits and the innocent.
    mutating func clear(_ pending: [Inquiry]) async -> Findings {
        findings = Findings()
        let pool = pending.lastOfEach
        let course = await course(of: pool, patience: pool.count > 1 ? Self.haste : nil)
        if pool.count > 1, await verified(course, pool) != nil {
            if await examineLikely(course.open.first?.inquiry, course.answered.last?.inquiry, pool) {
                await sift([pool], isImmediate: true, pool)
            } else {
                await sift(pool.divided(by: Self.breadth), isImmediate: false, pool)
            }
        } else if let only = pool.first, pool.count == 1 {
            await examine(only, pool, known: only.steps == 1 ? course : nil)
        }
        if let fault = course.fault { conclude(fault, course.phase, last: course.answered.last?.inquiry.number) }
        return findings
    }

    /// A fault without a culprit is the program's.
    private mutating func conclude(_ fault: VerifierFault, _ phase: Phase, last: Int?) {
        guard findings.culprits.isEmpty, canGoOn, !(phase == .ending && endsBadly == true) else { return }
        // A busy machine is why a program didn't exit in time, or answer in a hurry, if it does now.
        if fault.isHang, phase == .ending || findings.pending.isEmpty && isHurried(fault) { return }
        findings.incident = Incident(fault: fault, last: last, occasion: nil)
    }

    private func isHurried(_ fault: VerifierFault) -> Bool {
        if case .hang(let seconds, _) = fault { seconds <= Self.haste } else { false }
    }

    // MARK: The program itself

    /// Whether it fails without being asked anything.
    private mutating func checkUnasked() async {
        guard failsUnasked == nil else { return }
        let course = await course(of: [], grace: Self.lastGrace)
        if Task.isCancelled { return }
        if course.fault?.isUnavailability == true { return findings.unavailable = course.fault }
        failsUnasked = course.fault != nil && course.phase == .working
        if course.fault != nil, course.phase == .ending { endsBadly = true }
    }

    /// Whether it ends badly whatever it's asked: then the end says nothing about a question.
    private mutating func checkEnding(_ pool: [Inquiry]) async {
        guard endsBadly == nil, pool.count > Self.breadth else { return }
        let sample = (0..<Self.breadth).map { pool[$0 * (pool.count - 1) / (Self.breadth - 1)] }
        // It may only be slow to exit.
        let courses = await courses(of: sample.map { [$0] }, grace: Self.lastGrace)
        if Task.isCancelled { return }
        endsBadly = courses.allSatisfy { $0.fault != nil && $0.phase == .ending }
    }

    // MARK: Suspects

    /// Examines the question that was being answered, and the last one answered.
    ///
    /// - Returns: whether one of them did it.
    private mutating func examineLikely(_ first: Inquiry?, _ second: Inquiry?, _ pool: [Inquiry]) async -> Bool {
        for inquiry in [first, second].compactMap(\.self) where findings.isOpen(inquiry) && canGoOn {
            await examine(inquiry, pool)
            if findings.culprits[inquiry.number] != nil { return true }
        }
        return false
    }

    private var canGoOn: Bool { findings.unavailable == nil && !Task.isCancelled }

    /// Asks one inquiry alone, and of a series finds the question.
    private mutating func examine(_ inquiry: Inquiry, _ pool: [Inquiry], known: Course? = nil) async {
        var course = if let known { known } else { await course(of: [inquiry]) }
        if course.phase == .ending, course.fault?.isHang == true, !Task.isCancelled {
            // It may only have been slow to exit.
            course = await self.course(of: [inquiry], grace: Self.lastGrace)
        }
        guard let fault = await verified(course, pool) else { return }
        let reply = (course.answered + course.open).first?.reply ?? Inquiry.Reply(attempts: [])
        var step = course.open.isEmpty ? inquiry.steps : max(1, reply.attempts.count)
        var found = (fault, reply)
        // An earlier question of a series may be the reason.
        for earlier in 1..<step where canGoOn {
            let shorter = await self.course(of: [inquiry], steps: earlier)
            guard let fault = shorter.fault, !(shorter.phase == .ending && endsBadly == true) else { continue }
            step = earlier
            found = (fault, (shorter.answered + shorter.open).first?.reply ?? reply)
            break
        }
        findings.culprits[inquiry.number] = Culprit(
            number: inquiry.number,
            step: step,
            reply: found.1,
            fault: found.0
        )
    }

    /// The fault of a course that its questions are to blame for; what a course without one answered is noted.
    private mutating func verified(_ course: Course, _ pool: [Inquiry]) async -> VerifierFault? {
        if Task.isCancelled { return nil }
        if course.fault?.isUnavailability == true {
            findings.unavailable = course.fault
            return nil
        }
        if course.fault != nil, course.phase == .ending { await checkEnding(pool) }
        guard let fault = course.fault, !(course.phase == .ending && endsBadly == true) else {
            for (inquiry, reply) in course.answered { findings.cleared[inquiry.number] = reply }
            return nil
        }
        return fault
    }

    /// Asks groups again, and those that fail in smaller groups, until every culprit is found.
    ///
    /// - Parameters:
    ///   - groups: the suspects.
    ///   - isImmediate: whether the faults came with their question or right after it.
    ///   - pool: everything that the program was asked.
    private mutating func sift(_ groups: [[Inquiry]], isImmediate: Bool, _ pool: [Inquiry]) async {
        let groups = groups.map { $0.filter(findings.isOpen) }.filter { !$0.isEmpty }
        guard !groups.isEmpty, canGoOn else { return }
        let courses = await courses(of: groups, patience: Self.haste)
        for (group, course) in zip(groups, courses) where canGoOn {
            if group.count == 1 {
                // A series, or what took long, is asked again without hurry.
                let isSure = group[0].steps == 1 && course.fault?.isHang != true
                await examine(group[0], pool, known: isSure ? course : nil)
            } else if await verified(course, pool) != nil {
                let wasFound =
                    isImmediate
                    ? await examineLikely(course.open.first?.inquiry, course.answered.last?.inquiry, pool) : false
                let rest = group.filter(findings.isOpen)
                await sift(wasFound ? [rest] : rest.divided(by: Self.breadth), isImmediate: wasFound, pool)
            }
        }
    }

    // MARK: Processes

    /// Asks each group in a process of its own, all at the same time.
    private func courses(of groups: [[Inquiry]], patience: Double? = nil, grace: Duration? = nil) async -> [Course] {
        let inquest = self
        @Sendable func course(of group: [Inquiry]) async -> Course {
            await inquest.course(of: group, patience: group.count > 1 ? patience : nil, grace: grace)
        }
        var courses = await withTaskGroup(of: (Int, Course).self) { tasks in
            for (place, group) in groups.enumerated() {
                tasks.addTask { (place, await course(of: group)) }
            }
            return await tasks.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
        // The system may not have room for so many processes.
        for place in courses.indices where groups.count > 1 && courses[place].fault?.isUnavailability == true {
            courses[place] = await course(of: groups[place])
        }
        return courses
    }

    /// Asks in a process of its own, waits, and ends it.
    private func course(
        of group: [Inquiry],
        steps: Int? = nil,
        patience: Double? = nil,
        grace: Duration? = nil
    ) async -> Course {
        let process = verifier.apart()
        var course = Course()
        var remaining = group[...]
        if let steps, let inquiry = group.first {
            let delivery = (inquiry, await inquiry.ask(process, steps, patience))
            if delivery.1.fault == nil { course.answered = [delivery] } else { course.open = [delivery] }
        } else if group.isEmpty {
            do throws(VerifierFault) { _ = try await process.profile } catch { course.fault = error }
        } else {
            let window = QuestionWindow(verifier: process, width: width, patience: patience)
            course.open = await window.ask(&remaining) { course.answered.append($0) }
        }
        course.fault = course.fault ?? course.open.first?.reply.fault
        if course.fault == nil {
            await process.rest(for: Self.settling)
            // A lock that wasn't released shows when something else is asked.
            let last = course.answered.last?.inquiry
            course.fault = await last?.ask(process, steps ?? last?.steps ?? 1, patience).fault
        }
        guard course.fault == nil else {
            _ = await process.end(within: .zero)
            return course
        }
        switch await process.end(within: grace) {
        case .clean: break
        case .failed(let fault): course.fault = fault
        case .endedBadly(let fault): (course.fault, course.phase) = (fault, .ending)
        }
        return course
    }
}

extension VerifierFault {
    fileprivate var isHang: Bool { if case .hang = self { true } else { false } }
    fileprivate var isUnavailability: Bool { if case .unavailable = self { true } else { false } }
}

extension [Inquiry] {
    /// Each inquiry once, where it stands last.
    fileprivate var lastOfEach: [Inquiry] {
        var seen: Set<Int> = []
        return reversed().filter { seen.insert($0.number).inserted }.reversed()
    }

    /// Groups of about the same size.
    fileprivate func divided(by count: Int) -> [[Inquiry]] {
        guard self.count > 1 else { return [self] }
        let count = Swift.min(count, self.count)
        return (0..<count).map { place in
            Array(self[(place * self.count / count)..<((place + 1) * self.count / count)])
        }
    }
}
