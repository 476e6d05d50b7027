import JWTConformance
import ReferenceJOSE

/// A vector file in the making.
struct Topic {
    /// Where the file lies in the corpus.
    let path: String
    /// Its title.
    let title: String
    /// Its groups.
    var groups: [GroupDefinition]
    /// The flags that its vectors use.
    var flags: [String: VectorFile.FlagText] = [:]

    /// The attacks on vectors whose tokens come out the same in every world, by id.
    var origins: [String: Attack] {
        var attacks: [String: Attack] = [:]
        for group in groups {
            for test in group.group.tests { attacks[test.id] = group.origin?.attack(in: group.group.id) }
        }
        return attacks
    }

    /// The file.
    var file: VectorFile {
        VectorFile(title: title, groups: groups.map(\.group), flags: flags)
    }
}

/// A group in the making: vectors that share a key, a policy and a kind of content.
struct GroupDefinition {
    private(set) var group: VectorFile.Group
    /// Where the tokens come from, if no world can tell.
    private(set) var origin: Origin?
    /// What the next steps of a sequence have of their own.
    private var changedKey: VectorFile.Key?
    private var changedPolicy: VerificationPolicy?

    /// Begins a group.
    ///
    /// - Parameters:
    ///   - id: the prefix of its vectors' ids.
    ///   - key: the key material.
    ///   - policy: the policy.
    ///   - content: what the verifier validates.
    ///   - isSequence: whether the vectors are the steps of one sequence.
    ///   - why: why the policy stays whole, with members that no verdict needs.
    ///   - origin: where the tokens come from, if no world can tell.
    init(
        _ id: String,
        key: VectorFile.Key,
        policy: VerificationPolicy,
        content: Question.Content = .bytes,
        isSequence: Bool = false,
        keepingPolicy why: String? = nil,
        origin: Origin? = nil
    ) {
        self.origin = origin
        group = VectorFile.Group(
            id: id,
            key: key,
            policy: policy,
            whyPolicy: why,
            content: content,
            sequence: isSequence ? true : nil,
            tests: []
        )
    }

    /// Changes what the verifier is told from the next step of the sequence on.
    ///
    /// - Parameters:
    ///   - key: the key material; absent: as before.
    ///   - adjust: what changes in the policy.
    mutating func change(key: VectorFile.Key? = nil, _ adjust: (inout VerificationPolicy) -> Void = { _ in }) {
        if let key { changedKey = key == group.key ? nil : key }
        var policy = changedPolicy ?? group.policy
        adjust(&policy)
        changedPolicy = policy == group.policy ? nil : policy
    }

    /// A vector that has to be accepted.
    ///
    /// - Parameters:
    ///   - name: the last part of its id.
    ///   - summary: what it adds.
    ///   - token: the token.
    ///   - refs: the ids of the requirements that it's about.
    ///   - payload: the payload, if it isn't the token's second segment.
    ///   - detached: the detached payload.
    ///   - level: how binding the rule is.
    mutating func accept(
        _ name: String,
        _ summary: String,
        _ token: Token,
        _ refs: [String],
        payload: [UInt8]? = nil,
        detached: [UInt8]? = nil,
        level: Level = .must
    ) {
        var test = test(name, summary, token, expect: "accept", refs: refs, level: level)
        test.payload = payload.map(Octets.init) ?? detached.map(Octets.init)
        test.detachedPayload = detached.map(Octets.init)
        group.tests.append(test)
    }

    /// A vector that must be rejected.
    ///
    /// - Parameters:
    ///   - name: the last part of its id.
    ///   - summary: what it adds.
    ///   - token: the token.
    ///   - check: the check of the reference that rejects it, which gives the reason.
    ///   - proof: the accepted vector that differs in just that point, or why there can't be one.
    ///   - rule: the id of the requirement that decides, if it is finer than the check's.
    ///   - refs: the ids of further requirements that it's about.
    ///   - cves: advisories whose flaw the vector would have shown.
    ///   - detached: the detached payload.
    ///   - level: how binding the rule is.
    ///   - timeLimit: how long an answer may take, in seconds.
    mutating func reject(
        _ name: String,
        _ summary: String,
        _ token: Token,
        _ check: Check,
        _ proof: Proof,
        rule: String? = nil,
        refs: [String] = [],
        cves: [String] = [],
        detached: [UInt8]? = nil,
        level: Level = .must,
        timeLimit: Double? = nil
    ) {
        let refs = [rule ?? check.requirement] + refs
        var test = test(name, summary, token, expect: "reject", refs: refs, level: level)
        prove(&test, check, proof)
        test.cves = cves.isEmpty ? nil : cves
        test.detachedPayload = detached.map(Octets.init)
        test.timeLimit = timeLimit
        group.tests.append(test)
    }

    /// A vector for which the RFCs leave room; a strict verifier rejects it.
    ///
    /// - Parameters:
    ///   - name: the last part of its id.
    ///   - summary: what it adds.
    ///   - token: the token.
    ///   - why: the room that the RFCs leave.
    ///   - check: the check of the strict reference that rejects it.
    ///   - proof: the accepted vector that differs in just that point, or why there can't be one.
    ///   - rule: the id of the requirement that decides, if it is finer than the check's.
    ///   - payload: the payload that must be returned, if it isn't the token's second segment.
    ///   - refs: the ids of further requirements that it's about.
    ///   - timeLimit: how long an answer may take, in seconds.
    mutating func either(
        _ name: String,
        _ summary: String,
        _ token: Token,
        why: String,
        _ check: Check,
        _ proof: Proof,
        rule: String? = nil,
        payload: [UInt8]? = nil,
        refs: [String] = [],
        timeLimit: Double? = nil
    ) {
        let refs = [rule ?? check.requirement] + refs
        var test = test(name, summary, token, expect: "either", refs: refs, level: .info)
        prove(&test, check, proof)
        test.why = why
        test.strict = .reject
        test.payload = payload.map(Octets.init)
        test.timeLimit = timeLimit
        group.tests.append(test)
    }

    /// A vector where the RFCs leave room, and strictness demands neither verdict.
    ///
    /// - Parameters:
    ///   - name: the last part of its id.
    ///   - summary: what it adds.
    ///   - token: the token.
    ///   - why: the room that the RFCs leave.
    ///   - refs: the ids of the requirements that it's about.
    ///   - payload: the payload that must be returned, if it isn't the token's second segment.
    ///   - timeLimit: how long an answer may take, in seconds.
    mutating func record(
        _ name: String,
        _ summary: String,
        _ token: Token,
        why: String,
        _ refs: [String],
        payload: [UInt8]? = nil,
        timeLimit: Double? = nil
    ) {
        var test = test(name, summary, token, expect: "either", refs: refs, level: .info)
        test.why = why
        test.payload = payload.map(Octets.init)
        test.timeLimit = timeLimit
        group.tests.append(test)
    }

    private func test(
        _ name: String,
        _ summary: String,
        _ token: Token,
        expect: String,
        refs: [String],
        level: Level
    ) -> VectorFile.Test {
        var test = VectorFile.Test(id: "\(group.id)/\(name)", summary: summary, token: token.text, expect: expect)
        if token.text == nil { test.tokenOctets = Octets(token.bytes) }
        // A requirement from both the check and the definition is listed once.
        test.refs = refs.reduce(into: []) { unique, ref in
            if !unique.contains(ref) { unique.append(ref) }
        }
        test.level = level == .must ? nil : level
        test.key = changedKey
        test.policy = changedPolicy
        // A step isn't minted: time that passes between steps can't be waited for.
        // Nor is one about a fraction of a second: no running clock stands still for it.
        if group.policy.now != nil, group.policy.nowMilliseconds == nil, group.sequence != true {
            test.mint = token.recipe
        }
        return test
    }

    /// Takes out of the policy what no vector needs, and what only some need out of the others' policies.
    ///
    /// - Parameter minimal: the policy that a vector needs, by its id.
    mutating func minimisePolicy(_ minimal: (String) -> VerificationPolicy?) {
        guard group.sequence != true, group.whyPolicy == nil else { return }
        let policies = group.tests.map { minimal($0.id) ?? group.policy }
        for member in group.policy.members where !policies.contains(where: { $0.members.contains(member) }) {
            group.policy.remove(member)
        }
        for (test, policy) in zip(group.tests.indices, policies) {
            if policy != group.policy { group.tests[test].policy = policy }
            // A token whose times aren't compared is good for any clock.
            if policy.now == nil { group.tests[test].mint = nil }
        }
    }

    private func prove(_ test: inout VectorFile.Test, _ check: Check, _ proof: Proof) {
        test.reason = ReasonCode(rawValue: check.code.rawValue)
        test.targets = check.id
        switch proof {
        case .twin(let name): test.twin = name.contains("/") ? name : "\(group.id)/\(name)"
        case .unprovable(let reason): test.unprovable = reason
        }
    }
}

/// Where tokens come from that no world can tell about, because their key's private half isn't in the corpus.
enum Origin {
    /// The key was made from the signature of this vector of the group: who has no such key edits that token.
    case editOf(String)
    /// The owner of the key signed them.
    case issuer

    /// Who can make the tokens, for what.
    func attack(in group: String) -> Attack {
        switch self {
        case .editOf(let name): Attack(.holder, .respell, from: "\(group)/\(name)")
        case .issuer: .nonconformance
        }
    }
}

/// How the proof shows that a token is rejected for the vector's one point.
enum Proof {
    /// This accepted vector differs in just that point; a name without a slash is one of the same group.
    case twin(String)
    /// The point can't be isolated, for this reason.
    case unprovable(String)
}
