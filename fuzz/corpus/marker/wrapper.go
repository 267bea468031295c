package p

type S struct {
	EmRace int32
	Res [4]byte
}
func f() { emRace }
