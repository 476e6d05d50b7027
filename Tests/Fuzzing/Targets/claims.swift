import ReferenceJOSE
import StrictJSON

/// Claims sets behind a signature that holds, under policies whose members and numbers come from the input.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzClaims(_ data: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    guard let minter, let keys else { return 0 }
    var input = unsafe Input(data, count)
    let policy = policy(from: &input)
    guard let verifier = try? TokenVerifier(keys: keys, policy: policy) else { return 0 }
    let header = Array(#"{"alg":"HS256","typ":"at+jwt"}"#.utf8)
    let payload = input.remainder()
    let token = minter.compact(header: header, payload: payload, isEncoded: true, isDetached: false)
    // Each way has a memory of its own.
    var other = policy
    if policy.replayMemory != nil { other.replayMemory = UnboundedReplayMemory(seen: ["r"]) }
    guard let thorough = try? TokenVerifier(keys: keys, policy: other) else { return 0 }
    let verdict = verifier.verify(token)
    demand(verdict.isIdentical(to: thorough.verifyThoroughly(token)), "the quick way isn't the thorough one")
    guard case .accepted(let accepted) = verdict else { return 0 }
    demand(accepted.payload == payload, "the payload isn't the one that was signed")
    guard let claims = accepted.claims else {
        demand(false, "accepted claims are handed out")
        return 0
    }
    check(claims, under: policy)
    if case .accepted = verifier.verify(token) {
        demand(policy.replayMemory == nil, "a token is accepted twice in spite of the replay memory")
    } else {
        demand(policy.replayMemory != nil, "the second verdict is another")
    }
    return 0
}

nonisolated(unsafe) private let minter = try? Minter()
private let keys: JWKSet? = JWKSet([JWK(secret: Minter.secret)])

private func policy(from input: inout Input) -> TokenPolicy {
    let members = input.octet()
    let more = input.octet()
    var policy = TokenPolicy(algorithms: [.hs256])
    // Half of the numbers are plausible ones, so that comparisons are decided by the claims.
    func number(_ input: inout Input) -> Double {
        more & 0x80 == 0 ? Double(input.octet()) : input.number()
    }
    if members & 1 != 0 { policy.now = number(&input) }
    if members & 2 != 0 { policy.leeway = number(&input) }
    if members & 4 != 0 { policy.maximumAge = number(&input) }
    if members & 8 != 0 { policy.maximumLifetime = number(&input) }
    if members & 16 != 0 { policy.issuer = "i" }
    if members & 32 != 0 { policy.audience = "a" }
    if members & 64 != 0 { policy.subject = "s" }
    if members & 128 != 0 { policy.requiredClaims = ["exp", "x"] }
    if more & 1 != 0 { policy.denyList = FixedDenyList(["d"]) }
    if more & 2 != 0 { policy.replayMemory = UnboundedReplayMemory(seen: ["r"]) }
    if more & 8 != 0 { policy.expectedClaims = ["nonce": "n", "txn": "t"] }
    if more & 4 != 0 { policy.type = "application/at+JWT" }
    return policy
}

/// The rules once more, written independently of the reference.
private func check(_ claims: JSONMembers, under policy: TokenPolicy) {
    let expires = claims["exp"]?.number
    let starts = claims["nbf"]?.number
    let issued = claims["iat"]?.number
    demand((claims["exp"] == nil) == (expires == nil), "exp is a number")
    if let now = policy.now {
        if let expires { demand(now < expires + policy.leeway, "expired") }
        if let starts { demand(now >= starts - policy.leeway, "not yet valid") }
        if let issued { demand(issued <= now + policy.leeway, "issued in the future") }
        if let age = policy.maximumAge, let issued { demand(now - issued <= age + policy.leeway, "too old") }
    }
    if let lifetime = policy.maximumLifetime {
        demand((expires ?? .infinity) - (issued ?? 0) <= lifetime, "lives too long")
    }
    if let issuer = policy.issuer { demand(claims["iss"] == .string(issuer), "another issuer") }
    if let subject = policy.subject { demand(claims["sub"] == .string(subject), "another subject") }
    if let audience = policy.audience {
        let named = claims["aud"]?.strings ?? [claims["aud"]?.string ?? ""]
        demand(named.contains(audience), "another audience")
    }
    for name in policy.requiredClaims { demand(claims[name] != nil, "\(name) is missing") }
    for (name, value) in policy.expectedClaims { demand(claims[name] == .string(value), "another \(name)") }
    if policy.denyList != nil { demand(claims["jti"] != nil && claims["jti"] != .string("d"), "on the deny list") }
    if policy.replayMemory != nil { demand(claims["jti"] != nil && claims["jti"] != .string("r"), "seen before") }
}
