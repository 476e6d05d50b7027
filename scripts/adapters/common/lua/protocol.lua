--- Adapter protocol 1 for adapters in Lua: a JSON object a line in, a JSON object a line out, until the input ends.
--
-- An adapter calls protocol.serve with a table that says what its library is, and how it's called:
--
--   implementation      name, version and homepage
--   capabilities        what can be asked, as adapter-reply.schema.json has it
--   verifier(request)   what the request asks of a token, as a function from the token to its payload; the key is prepared
--                       once, here, and kept for a sequence
--   sign(request)       a token with the request's header and payload, where the library signs
--
-- Where the library refuses, the adapter calls protocol.refuse, and protocol.unsupported for what the library can't do.
-- Any other error is an error, which is a finding. What a policy holds beyond the capabilities never gets to the adapter.
local json = require "dkjson"

local protocol = {}

--- Says that the library refuses, and why: a reason code where it's known, and the library's own words.
function protocol.refuse(reason, detail)
    error({outcome = "reject", reason = reason, detail = tostring(detail)}, 0)
end

--- Says that the library can't do something, spelled as capabilities do: key:none, algorithm:ES256K.
function protocol.unsupported(feature)
    error({outcome = "unsupported", feature = feature}, 0)
end

local alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
local values = {}
for index = 1, #alphabet do values[alphabet:byte(index)] = index - 1 end

--- The octets of a member of a message, which are base64url there.
function protocol.octets(text)
    local octets, bits, count = {}, 0, 0
    for index = 1, #text do
        bits, count = (bits << 6 | values[text:byte(index)]) & 0xFFFF, count + 6
        if count >= 8 then
            count = count - 8
            octets[#octets + 1] = string.char(bits >> count & 0xFF)
        end
    end
    return table.concat(octets)
end

--- The secret of a symmetric JWK, for libraries that don't read JWKs.
--
-- A JWK that says more than that is one that such a library can't be given.
function protocol.secret(request)
    local key = request.key
    if not key then protocol.unsupported("key:none") end
    if key.use or key.key_ops or key.alg then protocol.unsupported("key:jwk-purpose") end
    if key.kty ~= "oct" then protocol.unsupported("key:jwk-without-secret") end
    local ok, secret = pcall(protocol.octets, key.k)
    if not ok then protocol.unsupported("key:malformed-jwk") end
    return secret
end

local function base64url(octets)
    return (octets:gsub("..?.?", function(group)
        local first, second, third = group:byte(1, 3)
        local bits, text = first << 16 | (second or 0) << 8 | (third or 0), ""
        for shift = 18, 18 - 6 * #group, -6 do
            local index = (bits >> shift & 63) + 1
            text = text .. alphabet:sub(index, index)
        end
        return text
    end))
end

--- A library's words as UTF-8, whatever they hold; half of a surrogate pair has no form there.
local function clean(text)
    local length, position = utf8.len(text)
    while not length do
        text = text:sub(1, position - 1) .. "?" .. text:sub(position + 1)
        length, position = utf8.len(text, position)
    end
    return text
end

local function refuse_undeclared(adapter, policy)
    local declared = {}
    for _, member in ipairs(adapter.capabilities.policy) do declared[member] = true end
    if policy.algorithms == "default" and not declared.unpinned then protocol.unsupported("policy:unpinned") end
    for member in pairs(policy) do
        if not declared[member] then protocol.unsupported("policy:" .. member) end
    end
end

local function is_rest(name) return name ~= "id" and name ~= "token" and name ~= "tokenOctets" end

--- All that a question asks but the token, in a spelling that is always the same.
local function question_of(request)
    local members = {}
    for name, value in pairs(request) do
        if is_rest(name) then members[#members + 1] = name .. ":" .. json.encode(value) end
    end
    table.sort(members)
    return table.concat(members, "\n")
end

local kept = {} -- the verifiers of sequences, with the question that each is for; the oldest first

--- What verifies the request's token: in a sequence what was there already, if it was asked the same of another.
local function verifier_of(adapter, request)
    if not request.sequence then return adapter.verifier(request) end
    local question = question_of(request)
    for _, known in ipairs(kept) do
        if known.question == question then return known.verifier end
    end
    local verifier = adapter.verifier(request)
    kept[#kept + 1] = {question = question, verifier = verifier}
    if #kept > 100 then table.remove(kept, 1) end
    return verifier
end

local operations = {}

function operations.hello(adapter)
    local implementation = {language = "Lua", runtime = _VERSION}
    for name, value in pairs(adapter.implementation) do implementation[name] = value end
    local capabilities = {sequences = true}
    for name, value in pairs(adapter.capabilities) do capabilities[name] = value end
    return {protocol = 1, implementation = implementation, capabilities = capabilities}
end

function operations.verify(adapter, request)
    refuse_undeclared(adapter, request.policy)
    local verify = verifier_of(adapter, request)
    return {outcome = "accept", payload = base64url(verify(request.token or protocol.octets(request.tokenOctets)))}
end

function operations.sign(adapter, request)
    if not adapter.sign then protocol.unsupported("operation:sign") end
    return {outcome = "ok", token = adapter.sign(request)}
end

function operations.bench(adapter, request)
    refuse_undeclared(adapter, request.policy)
    local verify, tokens = adapter.verifier(request), request.tokens
    for _, token in ipairs(tokens) do verify(token) end -- nothing is timed that isn't accepted
    local start = os.clock() -- of the processor, Lua has no other that is fine enough; nothing here waits
    for number = 0, request.iterations - 1 do verify(tokens[number % #tokens + 1]) end
    local elapsed = math.floor((os.clock() - start) * 1e9)
    return {outcome = "ok", iterations = request.iterations, elapsedNanoseconds = elapsed}
end

local function reply(adapter, request)
    local operation = operations[request.op]
    if not operation then return {outcome = "unsupported", feature = "operation:" .. request.op} end
    local ok, answer = pcall(operation, adapter, request)
    if ok or type(answer) == "table" and answer.outcome then return answer end
    return {outcome = "error", detail = tostring(answer)}
end

--- Answers messages until the input ends.
function protocol.serve(adapter)
    for line in io.lines() do
        local request = json.decode(line)
        local answer = reply(adapter, request)
        answer.id = request.id
        io.write(clean(json.encode(answer)), "\n")
        io.flush()
    end
end

return protocol
