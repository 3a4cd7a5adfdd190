// Package present decides what each screen shows and what each action does. It
// knows nothing of windows, SQL or files: a screen draws the View that its
// presenter publishes and calls one method an action.
//
// Every presenter is made with the Desk that runs slow work and the Session of
// the account that signed in. Its methods run on the user-interface goroutine,
// so there are no locks. After every change it calls Changed with a View that
// holds all the screen needs. Words are keys, never sentences; text that comes
// from the record, the directory or a rule pack is plain.
package present
