// Runs verify, save and activate on an SBC, and waits for the end of each.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"encoding/xml"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"
)

const timeout = 9 * time.Minute

type accessToken struct {
	Token string `xml:"data>accessToken"`
}

type state struct {
	Operation    string `xml:"operation"`
	Status       string `xml:"status"`
	ErrorMessage string `xml:"errorMessage"`
}

type asyncStatus struct {
	// Nil if there has been no asynchronous request.
	State *state `xml:"data>operationState"`
}

type failure struct {
	Messages []string `xml:"messages>message>errorMessage"`
}

type sbc struct {
	url           string
	http          *http.Client
	authorization string
}

// send sends a request, and decodes the body of a success into document unless that is nil.
func (s *sbc) send(method, path string, authorize func(*http.Request), document any) error {
	request, err := http.NewRequest(method, s.url+"/rest/v1.2"+path, nil)
	if err != nil {
		return err
	}
	request.Header.Set("Accept", "application/xml")
	authorize(request)
	response, err := s.http.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(io.LimitReader(response.Body, 1<<20))
	if err != nil {
		return err
	}
	if response.StatusCode >= 400 {
		var reason failure
		_ = xml.Unmarshal(body, &reason)
		return fmt.Errorf("%s %s: %d %s", method, path, response.StatusCode, strings.Join(reason.Messages, " "))
	}
	if document == nil {
		return nil
	}
	return xml.Unmarshal(body, document)
}

func (s *sbc) bearer(request *http.Request) {
	request.Header.Set("Authorization", s.authorization)
}

func (s *sbc) logIn(user, password string) error {
	var answer accessToken
	basic := func(request *http.Request) { request.SetBasicAuth(user, password) }
	if err := s.send("POST", "/auth/token", basic, &answer); err != nil {
		return err
	}
	s.authorization = "Bearer " + answer.Token
	return nil
}

func (s *sbc) status() (*state, error) {
	var answer asyncStatus
	err := s.send("GET", "/admin/asyncstatus", s.bearer, &answer)
	return answer.State, err
}

// run submits a request, and returns after its success.
func (s *sbc) run(method, action string) error {
	before, err := s.status()
	if err != nil {
		return err
	}
	if before != nil && before.Status == "inProgress" {
		return fmt.Errorf("another request (%s) is in progress", before.Operation)
	}
	if err := s.send(method, "/configuration/management?action="+action, s.bearer, nil); err != nil {
		return err
	}
	// Until the status changes, the end of an earlier request of the same name is not ours.
	isOurs := before == nil || before.Operation != action
	for deadline := time.Now().Add(timeout); time.Now().Before(deadline); time.Sleep(200 * time.Millisecond) {
		now, err := s.status()
		if err != nil {
			return err
		}
		switch {
		case now == nil || now.Operation != action:
		case now.Status == "inProgress":
			isOurs = true
		case isOurs && now.Status == "success":
			fmt.Println(action, "succeeded")
			return nil
		case isOurs:
			return fmt.Errorf("%s failed: %s", action, now.ErrorMessage)
		}
	}
	return fmt.Errorf("unknown: the end of %s was not seen", action)
}

func commit() (err error) {
	certificate, err := os.ReadFile(os.Getenv("SBC_CA"))
	if err != nil {
		return err
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(certificate)
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}}
	device := &sbc{url: os.Getenv("SBC_URL"), http: &http.Client{Transport: transport}}
	if err := device.logIn(os.Getenv("SBC_USER"), os.Getenv("SBC_PASSWORD")); err != nil {
		return err
	}
	if err := device.send("POST", "/configuration/lock", device.bearer, nil); err != nil {
		return err
	}
	defer func() {
		if unlockErr := device.send("POST", "/configuration/unlock", device.bearer, nil); err == nil {
			err = unlockErr
		}
	}()
	for _, step := range []struct{ method, action string }{
		{"PUT", "verify"}, {"PUT", "save"}, {"POST", "activate"},
	} {
		if err := device.run(step.method, step.action); err != nil {
			return err
		}
	}
	return nil
}

func main() {
	if err := commit(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
